/**
 * Whole answers: those of anonymous callers are kept as they were sent, and served until a change touches what they show.
 * Imports {@code cache}, {@code document}, {@code feed} and {@code graphql}.
 */
@NullMarked
package dev.catalog.response;

import org.jspecify.annotations.NullMarked;
