/**
 * What a node asks itself once it has started, so that the code of reads is compiled before users need it. It knows the gateway as a
 * client does, over HTTP.
 */
@NullMarked
package dev.catalog.rehearsal;

import org.jspecify.annotations.NullMarked;
