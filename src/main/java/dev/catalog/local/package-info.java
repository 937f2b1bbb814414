/**
 * Embedded PostgreSQL and Redis for a developer's machine and the tests; absent from the packaged jar, and imports
 * nothing of ours but {@code startup}.
 */
@NullMarked
package dev.catalog.local;

import org.jspecify.annotations.NullMarked;
