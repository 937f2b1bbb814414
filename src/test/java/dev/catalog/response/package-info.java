@NullMarked
package dev.catalog.response;

import org.jspecify.annotations.NullMarked;
