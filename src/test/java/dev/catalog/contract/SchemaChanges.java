package dev.catalog.contract;

import static java.util.Objects.requireNonNull;

import graphql.language.AbstractDescribedNode;
import graphql.language.AstPrinter;
import graphql.language.DirectivesContainer;
import graphql.language.InputValueDefinition;
import graphql.schema.diff.DiffCategory;
import graphql.schema.diff.DiffEvent;
import graphql.schema.diff.SchemaDiff;
import graphql.schema.diff.SchemaDiffSet;
import graphql.schema.diff.reporting.CapturingReporter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two schemas, sorted by what it does to clients written for the older one.
 * <p>graphql-java finds the differences. Added here is what it passes over (which argument is gone, a scope that is newly
 * demanded, the default of an input field), and left out what it takes for breaking by mistake (a new argument that may be
 * left out because it has a default).
 */
final class SchemaChanges {

    private final List<String> breaking = new ArrayList<>();
    private final List<String> dangerous = new ArrayList<>();
    private final List<String> harmless = new ArrayList<>();
    private final Map<String, AbstractDescribedNode<?>> before;
    private final Map<String, AbstractDescribedNode<?>> after;

    private SchemaChanges(Map<String, AbstractDescribedNode<?>> before, Map<String, AbstractDescribedNode<?>> after) {
        this.before = before;
        this.after = after;
    }

    static SchemaChanges between(String before, String after) {
        SchemaDiffSet schemas = SchemaDiffSet.diffSetFromSdl(before, after);
        SchemaChanges changes = new SchemaChanges(
                SchemaElements.of(schemas.getOldSchemaDefinitionDoc()),
                SchemaElements.of(schemas.getNewSchemaDefinitionDoc()));
        changes.compare(schemas);
        return changes;
    }

    /** Changes after which an operation that was valid fails or means something else. */
    List<String> breaking() {
        return List.copyOf(breaking);
    }

    /** Changes that a client may stumble over: new enum values, other defaults. */
    List<String> dangerous() {
        return List.copyOf(dangerous);
    }

    /** Changes that no client notices. */
    List<String> harmless() {
        return List.copyOf(harmless);
    }

    private void compare(SchemaDiffSet schemas) {
        CapturingReporter found = new CapturingReporter();
        new SchemaDiff().diffSchema(schemas, found);
        found.getBreakages().stream()
                .filter(event -> !isUnnamedArgument(event) && !hasDefault(event))
                .forEach(event -> breaking.add(event.getReasonMsg()));
        found.getDangers().forEach(event -> dangerous.add(event.getReasonMsg()));

        for (String coordinate : new TreeSet<>(before.keySet())) {
            AbstractDescribedNode<?> element = after.get(coordinate);
            if (element == null) {
                compareGone(coordinate);
            } else {
                compareScopes(coordinate, requireNonNull(before.get(coordinate)), element);
                compareDefaults(coordinate, requireNonNull(before.get(coordinate)), element);
            }
        }
        after.keySet().stream()
                .filter(coordinate -> !before.containsKey(coordinate))
                .forEach(coordinate -> harmless.add("'" + coordinate + "' is new"));
    }

    private void compareGone(String coordinate) {
        int argument = coordinate.indexOf('(');
        if (argument > 0 && after.containsKey(coordinate.substring(0, argument))) {
            breaking.add("The argument '" + coordinate + "' is gone");
        }
    }

    private void compareScopes(String coordinate, AbstractDescribedNode<?> older, AbstractDescribedNode<?> newer) {
        String scopeBefore = scope(older);
        String scopeAfter = scope(newer);
        if (scopeAfter != null && !scopeAfter.equals(scopeBefore)) {
            breaking.add("'" + coordinate + "' demands the scope " + scopeAfter);
        } else if (scopeAfter == null && scopeBefore != null) {
            dangerous.add("'" + coordinate + "' no longer demands the scope " + scopeBefore);
        }
    }

    private void compareDefaults(String coordinate, AbstractDescribedNode<?> older, AbstractDescribedNode<?> newer) {
        boolean isInputField = !coordinate.contains("(");
        if (isInputField
                && older instanceof InputValueDefinition olderField
                && newer instanceof InputValueDefinition newerField
                && !print(olderField).equals(print(newerField))) {
            dangerous.add(
                    "The default of '" + coordinate + "' was " + print(olderField) + " and is " + print(newerField));
        }
    }

    private static String print(InputValueDefinition input) {
        return input.getDefaultValue() == null ? "none" : AstPrinter.printAst(input.getDefaultValue());
    }

    private static @Nullable String scope(AbstractDescribedNode<?> element) {
        return element instanceof DirectivesContainer<?> container && container.hasDirective("requiresScope")
                ? AstPrinter.printAst(container.getDirectives("requiresScope").getFirst())
                : null;
    }

    private static boolean isUnnamedArgument(DiffEvent event) {
        return event.getCategory() == DiffCategory.MISSING
                && event.getReasonMsg().startsWith("The new API has less arguments on field");
    }

    private boolean hasDefault(DiffEvent event) {
        if (event.getCategory() != DiffCategory.STRICTER
                || event.getComponents().size() > 1) {
            return false;
        }
        String field = event.getTypeName() + "." + event.getFieldName();
        String coordinate = event.getComponents().isEmpty()
                ? field
                : field + "(" + event.getComponents().getFirst() + ":)";
        return !before.containsKey(coordinate)
                && after.get(coordinate) instanceof InputValueDefinition input
                && input.getDefaultValue() != null;
    }
}
