/** Who calls, and what they may: bearer tokens, scopes and the HTTP filter chain. Imports {@code startup} alone. */
@NullMarked
package dev.catalog.security;

import org.jspecify.annotations.NullMarked;
