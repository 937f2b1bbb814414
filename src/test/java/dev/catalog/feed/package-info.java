/** The change feed on real databases: what is recorded, and what a follower makes of it. */
@NullMarked
package dev.catalog.feed;

import org.jspecify.annotations.NullMarked;
