/** What an operation may ask for, and how that is measured. Imports {@code relay} alone. */
@NullMarked
package dev.catalog.limits;

import org.jspecify.annotations.NullMarked;
