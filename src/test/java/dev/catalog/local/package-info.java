/** Tests of the embedded servers. */
@NullMarked
package dev.catalog.local;

import org.jspecify.annotations.NullMarked;
