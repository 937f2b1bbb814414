/** What a cache region is and the one read-through over it. May import `feed`; knows no feature and no GraphQL. */
@NullMarked
package dev.catalog.cache;

import org.jspecify.annotations.NullMarked;
