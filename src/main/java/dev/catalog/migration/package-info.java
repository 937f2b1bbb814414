/** Builds an empty database, or adopts that of the Rails application, and tells what it has not the right to do. Imports nothing of ours but {@code startup}. */
@NullMarked
package dev.catalog.migration;

import org.jspecify.annotations.NullMarked;
