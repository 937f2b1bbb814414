/** What is cached, held against what the database says, over random histories. */
@NullMarked
package dev.catalog.consistency;

import org.jspecify.annotations.NullMarked;
