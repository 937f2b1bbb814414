/** Tests of what ends a start. */
@NullMarked
package dev.catalog.startup;

import org.jspecify.annotations.NullMarked;
