/** Valid operations that nobody wrote, over the whole schema. */
@NullMarked
package dev.catalog.fuzz;

import org.jspecify.annotations.NullMarked;
