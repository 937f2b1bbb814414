@NullMarked
package dev.catalog.cache;

import org.jspecify.annotations.NullMarked;
