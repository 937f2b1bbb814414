/** Products, and every field that the products table answers. May import `category` and what that may import. */
@NullMarked
package dev.catalog.product;

import org.jspecify.annotations.NullMarked;
