/** The gateway as clients of others see it: the scripts in {@code src/test/clients}, run by Node.js. */
@NullMarked
package dev.catalog.clients;

import org.jspecify.annotations.NullMarked;
