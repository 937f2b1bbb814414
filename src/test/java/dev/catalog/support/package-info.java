/** What tests share: real servers, a gateway on them, fixtures. */
@NullMarked
package dev.catalog.support;

import org.jspecify.annotations.NullMarked;
