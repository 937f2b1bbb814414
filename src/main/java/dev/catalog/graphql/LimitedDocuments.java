package dev.catalog.graphql;

import dev.catalog.limits.DocumentCosts;
import dev.catalog.limits.DocumentText;
import dev.catalog.limits.Excess;
import dev.catalog.limits.Exponents;
import dev.catalog.limits.LimitsProperties;
import dev.catalog.limits.OperationBounds;
import dev.catalog.limits.RateLimits;
import dev.catalog.limits.RateLimits.Verdict;
import graphql.ExecutionInput;
import graphql.execution.AbortExecutionException;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;
import graphql.language.Document;
import graphql.parser.ParserOptions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets operations through to documents, and on to be executed, that keep the bounds. What a document costs is worked out when it
 * is parsed and kept with it; the variables of each request are all that is left to look at then.
 */
final class LimitedDocuments implements PreparsedDocumentProvider {

    /** A valid document with what its operations cost. */
    private static final class CostedDocument extends PreparsedDocumentEntry {

        private final transient DocumentCosts costs;

        CostedDocument(Document document, DocumentCosts costs) {
            super(document);
            this.costs = costs;
        }
    }

    private final PreparsedDocumentProvider documents;
    private final OperationBounds bounds;
    private final LimitRefusals refusals;
    private final LimitsProperties limits;
    private final @Nullable RateLimits budgets;
    private final ParserOptions parsing;

    /** @param budgets what callers may spend; null where that is not bounded */
    LimitedDocuments(
            PreparsedDocumentProvider documents,
            OperationBounds bounds,
            LimitRefusals refusals,
            LimitsProperties limits,
            @Nullable RateLimits budgets) {
        this.documents = documents;
        this.bounds = bounds;
        this.refusals = refusals;
        this.limits = limits;
        this.budgets = budgets;
        // The characters are counted already.
        this.parsing = ParserOptions.getDefaultOperationParserOptions()
                .transform(options -> options.maxCharacters(Integer.MAX_VALUE)
                        .maxWhitespaceTokens(Integer.MAX_VALUE)
                        .maxTokens(limits.warnOnly() ? Integer.MAX_VALUE : limits.maxTokens()));
    }

    @Override
    public CompletableFuture<PreparsedDocumentEntry> getDocumentAsync(
            ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> parse) {
        return documents
                .getDocumentAsync(input, document -> parsed(document, parse))
                .thenApply(document -> judged(document, input));
    }

    private PreparsedDocumentEntry parsed(
            ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> parse) {
        if (LimitRefusals.isExempt(input)) {
            return costed(parse.apply(input), input);
        }
        OperationError unreadable = unreadable(input);
        if (unreadable != null) {
            return new PreparsedDocumentEntry(unreadable);
        }
        AtomicInteger tokens = new AtomicInteger();
        input.getGraphQLContext().put(ParserOptions.class, limits.warnOnly() ? counting(tokens) : parsing);
        try {
            return costed(parse.apply(input), input);
        } catch (AbortExecutionException e) {
            return new PreparsedDocumentEntry(e.getUnderlyingErrors());
        } finally {
            OperationError _ = refusals.refusal(bounds.excess(tokens.get()), input);
        }
    }

    private @Nullable OperationError unreadable(ExecutionInput input) {
        OperationError tooLong = refusals.refusal(bounds.excess(input.getQuery()), input);
        Excess form = tooLong == null ? DocumentText.excess(input.getQuery()) : null;
        return form == null ? tooLong : LimitRefusals.error(form);
    }

    private static PreparsedDocumentEntry costed(PreparsedDocumentEntry document, ExecutionInput input) {
        DocumentCosts costs = input.getGraphQLContext().get(DocumentCosts.class);
        return document.hasErrors() || costs == null ? document : new CostedDocument(document.getDocument(), costs);
    }

    /** The parser itself refuses a document that is too long, but not where that is to be told alone. */
    private ParserOptions counting(AtomicInteger tokens) {
        return parsing.transform(options -> options.parsingListener(_ -> tokens.incrementAndGet()));
    }

    private PreparsedDocumentEntry judged(PreparsedDocumentEntry document, ExecutionInput input) {
        if (!(document instanceof CostedDocument costed)) {
            return document;
        }
        OperationError refusal = refusal(costed.costs, input);
        return refusal == null ? document : new PreparsedDocumentEntry(refusal);
    }

    private @Nullable OperationError refusal(DocumentCosts costs, ExecutionInput input) {
        Excess exponent = Exponents.excess(input.getVariables());
        if (exponent != null) {
            return LimitRefusals.error(exponent);
        }
        OperationError variables = refusals.refusal(bounds.excess(input.getVariables()), input);
        if (variables != null) {
            return variables;
        }
        OperationError cost = LimitRefusals.isExempt(input)
                ? null
                : refusals.refusal(bounds.excess(costs, input.getOperationName(), input.getVariables()), input);
        return cost != null || budgets == null ? cost : unpaid(costs, input, budgets);
    }

    private @Nullable OperationError unpaid(DocumentCosts costs, ExecutionInput input, RateLimits limits) {
        CallerKey caller = input.getGraphQLContext().get(CallerKey.class);
        if (caller == null) {
            return null;
        }
        Verdict verdict = limits.pay(caller.name(), bounds.cost(costs, input.getOperationName(), input.getVariables()));
        return verdict.allowed() ? null : RateLimitInterceptor.refusal(verdict);
    }
}
