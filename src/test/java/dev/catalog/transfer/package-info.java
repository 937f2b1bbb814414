/** The import, over a real database. */
@NullMarked
package dev.catalog.transfer;

import org.jspecify.annotations.NullMarked;
