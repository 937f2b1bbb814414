/** Who calls, and what they may: bearer tokens, scopes and the HTTP filter chain. Imports nothing of ours. */
@NullMarked
package dev.catalog.security;

import org.jspecify.annotations.NullMarked;
