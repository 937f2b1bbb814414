package dev.catalog.graphql;

import graphql.GraphQLContext;
import graphql.language.OperationDefinition;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the access log tells of an operation besides its request. It is found out as the operation goes, on whichever threads;
 * operations have none while the log is off.
 */
public final class OperationFacts {

    private static final String ATTRIBUTE = OperationFacts.class.getName();
    private static final Pattern NAME = Pattern.compile("[_A-Za-z][_0-9A-Za-z]*");
    private static final int LONGEST_NAME = 100;
    private static final int MOST_CODES = 5;

    private final AtomicLong results = new AtomicLong();
    private volatile @Nullable String name;
    private volatile @Nullable String type;
    private volatile @Nullable String document;
    private volatile @Nullable String caller;
    private volatile @Nullable String variables;
    private volatile List<String> codes = List.of();

    /** Those of the operation whose request has these attributes; null where the log is off, and over WebSockets. */
    public static @Nullable OperationFacts among(Map<String, Object> attributes) {
        return attributes.get(ATTRIBUTE) instanceof OperationFacts facts ? facts : null;
    }

    /** Those of a request's operation; new ones where nobody has noted any. */
    static OperationFacts of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof OperationFacts facts ? facts : new OperationFacts();
    }

    /** Notes with a request that it is refused. */
    static void noteError(HttpServletRequest request, OperationError error) {
        if (OperationLog.isOn()) {
            OperationFacts facts = of(request);
            facts.failed(List.of(String.valueOf(error.getErrorType())));
            facts.note(request);
        }
    }

    /** Notes these with the request, for the log. */
    public void note(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** Tells of an operation that begins to be executed. */
    static void tell(GraphQLContext context, OperationDefinition operation) {
        OperationFacts facts = context.get(OperationFacts.class);
        if (facts != null) {
            facts.named(operation.getName());
            facts.type = operation.getOperation().name().toLowerCase(Locale.ROOT);
        }
    }

    /** It is a query, of this name, that is answered without being executed. */
    public void isQuery(@Nullable String operationName) {
        named(operationName);
        type = "query";
    }

    /** A name that is none in GraphQL is not told, and a long one not as a whole. */
    void named(@Nullable String operationName) {
        if (operationName != null && NAME.matcher(operationName).matches()) {
            name = operationName.length() > LONGEST_NAME ? operationName.substring(0, LONGEST_NAME) : operationName;
        }
    }

    void askedBy(String callerName) {
        caller = callerName;
    }

    void hasDocument(String hash) {
        document = hash;
    }

    void hasVariables(String json) {
        variables = json;
    }

    void failed(List<String> errorCodes) {
        codes = errorCodes.stream().distinct().limit(MOST_CODES).toList();
    }

    void hasResult() {
        results.incrementAndGet();
    }

    boolean isQuery() {
        return "query".equals(type);
    }

    /** The operation in a few words. */
    String title() {
        return (type == null ? "operation" : type) + (name == null ? "" : " " + name);
    }

    /** What is known, in a fixed order. */
    Map<String, Object> pairs() {
        Map<String, Object> pairs = new LinkedHashMap<>();
        put(pairs, "operation", name);
        put(pairs, "operationType", type);
        put(pairs, "document", document);
        put(pairs, "caller", caller);
        put(pairs, "codes", codes.isEmpty() ? null : String.join(" ", codes));
        put(pairs, "results", "subscription".equals(type) ? results.get() : null);
        put(pairs, "variables", variables);
        return pairs;
    }

    private static void put(Map<String, Object> pairs, String key, @Nullable Object value) {
        if (value != null) {
            pairs.put(key, value);
        }
    }
}
