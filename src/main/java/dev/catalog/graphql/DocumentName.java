package dev.catalog.graphql;

import dev.catalog.document.DocumentHash;
import dev.catalog.relay.BadUserInputException;
import graphql.execution.preparsed.persisted.PersistedQuerySupport;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.GraphQlRequest;

/**
 * What a request names its document by, beside its text or in place of it: {@code documentId} of GraphQL over HTTP, or
 * {@code extensions.persistedQuery} of Apollo's clients. Spring's requests have no place for a {@code documentId}; it travels
 * among their extensions.
 *
 * @param id without a prefix {@code sha256:}
 * @param isHash whether the id must be the hash of the document
 */
record DocumentName(String id, boolean isHash) {

    static final String DOCUMENT_ID = "documentId";

    /** The text of a document that is named alone. It is none in GraphQL. */
    static final String NO_TEXT = PersistedQuerySupport.PERSISTED_QUERY_MARKER;

    private static final String PERSISTED_QUERY = "persistedQuery";
    private static final String SHA_256 = "sha256:";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._~-]{1,256}(:[A-Za-z0-9._~-]{1,256})?");

    /** Whether the extensions name a document. */
    static boolean isIn(Map<?, ?> extensions) {
        return extensions.get(DOCUMENT_ID) != null || extensions.get(PERSISTED_QUERY) != null;
    }

    /** The extensions with a {@code documentId} among them. */
    static Map<String, Object> with(Map<String, Object> extensions, @Nullable String documentId) {
        if (documentId == null) {
            return extensions;
        }
        Map<String, Object> more = new LinkedHashMap<>(extensions);
        more.put(DOCUMENT_ID, documentId);
        return more;
    }

    /**
     * What the request names its document by; null where it doesn't.
     *
     * @throws BadUserInputException where the name is malformed, or there are two
     */
    static @Nullable DocumentName of(GraphQlRequest request) {
        Object documentId = request.getExtensions().get(DOCUMENT_ID);
        Object persistedQuery = request.getExtensions().get(PERSISTED_QUERY);
        if (documentId != null && persistedQuery != null) {
            throw new BadUserInputException("documentId and extensions.persistedQuery name a document each; send one.");
        }
        if (documentId != null) {
            return ofDocumentId(documentId);
        }
        return persistedQuery == null ? null : ofPersistedQuery(persistedQuery);
    }

    /** The text that the request bears; null where it bears none. */
    static @Nullable String textOf(GraphQlRequest request) {
        return NO_TEXT.equals(request.getDocument()) ? null : request.getDocument();
    }

    private static DocumentName ofDocumentId(Object documentId) {
        if (!(documentId instanceof String id) || !ID.matcher(id).matches()) {
            throw new BadUserInputException("documentId must be sha256: and a hash, or an id of A-Z a-z 0-9 - . _ ~.");
        }
        if (!id.startsWith(SHA_256)) {
            return new DocumentName(id, false);
        }
        String hash = id.substring(SHA_256.length());
        if (!DocumentHash.isHash(hash)) {
            throw new BadUserInputException("documentId must have 64 lower-case hexadecimal digits after sha256:.");
        }
        return new DocumentName(hash, true);
    }

    // Apollo's clients send the ids of a manifest as if they were hashes.
    private static DocumentName ofPersistedQuery(Object value) {
        if (!(value instanceof Map<?, ?> persistedQuery)
                || !(persistedQuery.get("sha256Hash") instanceof String hash)
                || !ID.matcher(hash).matches()) {
            throw new BadUserInputException("extensions.persistedQuery must be an object with version and sha256Hash.");
        }
        if (!(persistedQuery.get("version") instanceof Number version) || version.doubleValue() != 1) {
            throw new BadUserInputException("extensions.persistedQuery.version must be 1.");
        }
        String lower = hash.toLowerCase(Locale.ROOT);
        return DocumentHash.isHash(lower) ? new DocumentName(lower, true) : new DocumentName(hash, false);
    }
}
