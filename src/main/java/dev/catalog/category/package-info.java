/** The tree of categories and its menu. May import `cache`, `feed`, `relay`, `security` and warming's SPI. */
@NullMarked
package dev.catalog.category;

import org.jspecify.annotations.NullMarked;
