/** What clients may rely on, seen from outside: the schema as a whole, and the answers at the edges of what it allows. */
@NullMarked
package dev.catalog.contract;

import org.jspecify.annotations.NullMarked;
