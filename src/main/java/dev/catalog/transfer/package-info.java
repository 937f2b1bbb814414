/** Bulk import of a catalog from files. May import `cache`, to evict what it replaces, and `startup`. */
@NullMarked
package dev.catalog.transfer;

import org.jspecify.annotations.NullMarked;
