/** What is sent to harm the gateway, or by chance, over HTTP and under the settings that it comes with. */
@NullMarked
package dev.catalog.attack;

import org.jspecify.annotations.NullMarked;
