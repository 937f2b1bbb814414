/** Global ids, cursors, connections and the errors of bad input: Relay's vocabulary, shared by all features. Imports nothing of ours. */
@NullMarked
package dev.catalog.relay;

import org.jspecify.annotations.NullMarked;
