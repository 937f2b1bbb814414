/** Tests of building and adopting databases, each on one of its own. */
@NullMarked
package dev.catalog.migration;

import org.jspecify.annotations.NullMarked;
