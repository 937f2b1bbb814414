@NullMarked
package dev.catalog.limits;

import org.jspecify.annotations.NullMarked;
