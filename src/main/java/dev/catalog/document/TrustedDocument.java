package dev.catalog.document;

/**
 * A document of the manifest: what an operator has put there may be executed whatever it costs.
 * <p>Found in graphql-java's context under {@code TrustedDocument.class}, where an operation's document is one.
 *
 * @param id what clients name it by, without the prefix {@code sha256:}
 */
public record TrustedDocument(String id, String text) {

    @Override
    public String toString() {
        return "TrustedDocument[" + id + "]";
    }
}
