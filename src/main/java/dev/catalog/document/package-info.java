/**
 * Documents that requests name instead of sending them: trusted ones out of a file, and those that clients have registered.
 * Imports {@code cache} and {@code startup}; {@code graphql} imports it.
 */
@NullMarked
package dev.catalog.document;

import org.jspecify.annotations.NullMarked;
