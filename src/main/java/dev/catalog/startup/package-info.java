/** What ends a start: settings that cannot be used, told in one line each; imports nothing of ours. */
@NullMarked
package dev.catalog.startup;

import org.jspecify.annotations.NullMarked;
