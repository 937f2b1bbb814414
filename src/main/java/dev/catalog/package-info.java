/** The application class; every module is a package below this one. */
@NullMarked
package dev.catalog;

import org.jspecify.annotations.NullMarked;
