/**
 * What all operations share: scalars, scopes, errors, request ids, loaders and {@code node}. Imports {@code cache},
 * {@code document}, {@code feed}, {@code limits}, {@code relay} and {@code security}; nothing imports it but {@code response}.
 */
@NullMarked
package dev.catalog.graphql;

import org.jspecify.annotations.NullMarked;
