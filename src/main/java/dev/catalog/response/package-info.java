/**
 * Whole answers: those of anonymous callers are kept as they were sent, and served until a change touches what they show.
 * Imports {@code cache}, {@code document}, {@code feed}, {@code graphql} and {@code limits}.
 */
@NullMarked
package dev.catalog.response;

import org.jspecify.annotations.NullMarked;
