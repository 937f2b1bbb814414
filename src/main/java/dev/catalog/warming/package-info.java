/** What operators see and do about the caches. May import `cache`, `feed`, `relay` and `security`; knows no feature. */
@NullMarked
package dev.catalog.warming;

import org.jspecify.annotations.NullMarked;
