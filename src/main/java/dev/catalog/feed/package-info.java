/** The database's change feed: every change of the catalog, whoever made it, heard by every node. Imports nothing of ours. */
@NullMarked
package dev.catalog.feed;

import org.jspecify.annotations.NullMarked;
