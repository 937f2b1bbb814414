package dev.catalog.graphql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.ExecutionInput;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The documents that were found valid, parsed, by their text; what variables, callers and scopes make of one is decided
 * anew each time it is executed.
 * <p>A document with errors is not kept, so that no flood of them can displace what clients use; neither is one longer
 * than {@link #LONGEST}. Of the rest, the most used stay.
 */
final class ParsedDocuments implements PreparsedDocumentProvider {

    /** Characters of the longest document that is kept. */
    static final int LONGEST = 20_000;

    /** Characters of all documents that are kept. Parsed, a character takes 15 bytes as a rule and 50 at worst. */
    static final int CAPACITY = 400_000;

    private final Cache<String, PreparsedDocumentEntry> documents = Caffeine.newBuilder()
            .maximumWeight(CAPACITY)
            .weigher((String text, PreparsedDocumentEntry _) -> text.length())
            .executor(Runnable::run)
            .build();

    @Override
    public CompletableFuture<PreparsedDocumentEntry> getDocumentAsync(
            ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> parse) {
        String text = input.getQuery();
        PreparsedDocumentEntry document = documents.getIfPresent(text);
        if (document == null) {
            document = parse.apply(input);
            if (!document.hasErrors() && text.length() <= LONGEST) {
                documents.put(text, document);
            }
        }
        return CompletableFuture.completedFuture(document);
    }
}
