package dev.catalog.response;

import dev.catalog.graphql.DocumentUse;

/** What the bytes of a request that was seen before ask for, and how its document came with it. */
record KnownRequest(Digest operation, DocumentUse document) {}
