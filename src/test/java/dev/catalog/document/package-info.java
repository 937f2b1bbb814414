/** Documents that are named instead of sent: where nodes keep them, and which are trusted. */
@NullMarked
package dev.catalog.document;

import org.jspecify.annotations.NullMarked;
