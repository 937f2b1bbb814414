package dev.catalog.response;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.catalog.limits.DocumentText;
import dev.catalog.limits.LimitsProperties;
import graphql.ExecutionInput;
import graphql.language.AstPrinter;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLSchema;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells operations apart, however they are written: by their document without its spaces and comments, the operation's name,
 * the values of its variables and the limits that it was held to.
 */
final class OperationKeys {

    /** Characters of the longest document that is told; a longer one is not worth it. */
    private static final int LONGEST = 20_000;

    private static final int DOCUMENTS_WEIGHT = 1_000_000;

    /** The root field that tells of settings. As those of introspection it may answer otherwise after the next start. */
    private static final String SETTINGS = "limits";

    /** A document's digest, and its queries that may be kept. */
    private record Told(Digest digest, Map<String, KnownQuery> queries) {

        static final Told NOTHING = new Told(new Digest(0, 0, 0, 0), Map.of());
    }

    private final Set<String> keepable;
    private final Digest limits;
    private final JsonMapper json;
    private final Cache<String, Told> documents = Caffeine.newBuilder()
            .maximumWeight(DOCUMENTS_WEIGHT)
            .weigher((String text, Told _) -> text.length() + 200)
            .executor(Runnable::run)
            .build();

    /** @param limits by which answers are told apart too: other nodes, and this one after its next start, may have others */
    OperationKeys(GraphQLSchema schema, JsonMapper json, LimitsProperties limits) {
        this.json = json.rebuild()
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                // Written in full a decimal may be of any length, and Jackson refuses it.
                .disable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .build();
        this.limits = Digest.of(limits.toString().getBytes(StandardCharsets.UTF_8));
        keepable = Stream.concat(
                        Stream.of("__typename"),
                        schema.getQueryType().getFieldDefinitions().stream()
                                .filter(field -> !field.hasAppliedDirective("requiresScope"))
                                .map(GraphQLFieldDefinition::getName)
                                .filter(name -> !name.equals(SETTINGS)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The operation with its key; null where its answer is not to be kept.
     *
     * @param trusted whether the operation is exempt from the limits
     */
    @Nullable
    KeepableOperation of(ExecutionInput operation, boolean trusted) {
        String document = operation.getQuery();
        if (document.isEmpty() || document.length() > LONGEST) {
            return null;
        }
        Told told = documents.get(document, this::tell);
        String name = nameOf(operation, told);
        KnownQuery query = told.queries().get(name);
        if (query == null) {
            return null;
        }
        Map<String, Object> values = new LinkedHashMap<>(operation.getVariables());
        values.keySet().retainAll(query.variables());
        byte[] asked = json.writeValueAsBytes(List.of(name, values, trusted));
        return new KeepableOperation(Digest.of(limits.bytes(), told.digest().bytes(), asked), name, query);
    }

    private static String nameOf(ExecutionInput operation, Told told) {
        String name = operation.getOperationName() == null ? "" : operation.getOperationName();
        return name.isEmpty() && told.queries().size() == 1
                ? told.queries().keySet().iterator().next()
                : name;
    }

    private Told tell(String text) {
        if (DocumentText.excess(text) != null) {
            return Told.NOTHING;
        }
        Document document;
        try {
            document = new Parser().parseDocument(text);
        } catch (InvalidSyntaxException | NumberFormatException e) {
            // Whoever executes it says so.
            return Told.NOTHING;
        }
        Map<String, FragmentDefinition> fragments = document.getDefinitionsOfType(FragmentDefinition.class).stream()
                .collect(Collectors.toMap(FragmentDefinition::getName, fragment -> fragment, (first, _) -> first));
        List<OperationDefinition> operations = document.getDefinitionsOfType(OperationDefinition.class);
        Map<String, KnownQuery> queries = new TreeMap<>();
        for (OperationDefinition operation : operations) {
            if (operation.getOperation() != OperationDefinition.Operation.QUERY
                    || !isKeepable(operation.getSelectionSet(), fragments, new HashSet<>())) {
                return Told.NOTHING;
            }
            Set<String> variables = operation.getVariableDefinitions().stream()
                    .map(variable -> variable.getName())
                    .collect(Collectors.toUnmodifiableSet());
            queries.put(operation.getName() == null ? "" : operation.getName(), new KnownQuery(variables));
        }
        byte[] printed = AstPrinter.printAstCompact(document).getBytes(StandardCharsets.UTF_8);
        return new Told(Digest.of(printed), queries);
    }

    private boolean isKeepable(
            SelectionSet selections, Map<String, FragmentDefinition> fragments, Set<String> visited) {
        for (Selection<?> selection : selections.getSelections()) {
            boolean kept = switch (selection) {
                case Field field -> keepable.contains(field.getName());
                case InlineFragment inline -> isKeepable(inline.getSelectionSet(), fragments, visited);
                case FragmentSpread spread -> isKeepable(spread, fragments, visited);
                default -> false;
            };
            if (!kept) {
                return false;
            }
        }
        return true;
    }

    private boolean isKeepable(FragmentSpread spread, Map<String, FragmentDefinition> fragments, Set<String> visited) {
        FragmentDefinition fragment = fragments.get(spread.getName());
        return fragment != null
                && (!visited.add(spread.getName()) || isKeepable(fragment.getSelectionSet(), fragments, visited));
    }
}
