/** What users and operators see of the whole gateway while Redis or the database is gone, over HTTP, on several nodes. */
@NullMarked
package dev.catalog.outage;

import org.jspecify.annotations.NullMarked;
