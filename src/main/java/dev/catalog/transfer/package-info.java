/** Bulk import of a catalog from files; of ours it imports startup alone. */
@NullMarked
package dev.catalog.transfer;

import org.jspecify.annotations.NullMarked;
