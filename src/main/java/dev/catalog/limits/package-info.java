/** What operations and their callers may ask for, and how that is measured. Imports {@code cache} and {@code relay}. */
@NullMarked
package dev.catalog.limits;

import org.jspecify.annotations.NullMarked;
