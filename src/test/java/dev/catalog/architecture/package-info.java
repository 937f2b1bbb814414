/** The rules that the code as a whole keeps: who may import whom, and how it is written. */
@NullMarked
package dev.catalog.architecture;

import org.jspecify.annotations.NullMarked;
