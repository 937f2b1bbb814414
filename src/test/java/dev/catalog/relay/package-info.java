/** Tests of the relay package. */
@NullMarked
package dev.catalog.relay;

import org.jspecify.annotations.NullMarked;
