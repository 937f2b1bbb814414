package dev.catalog.document;

import java.util.Optional;

/** Tells whether a document fits the schema; {@code graphql} implements it. */
public interface DocumentCheck {

    /** What is wrong with the document, in one line without an end; empty where nothing is. */
    Optional<String> fault(String document);
}
