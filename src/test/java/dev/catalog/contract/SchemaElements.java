package dev.catalog.contract;

import graphql.language.AbstractDescribedNode;
import graphql.language.DirectiveDefinition;
import graphql.language.Document;
import graphql.language.EnumTypeDefinition;
import graphql.language.FieldDefinition;
import graphql.language.ImplementingTypeDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.SDLNamedDefinition;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The elements of a schema by their coordinates: {@code Product}, {@code Query.products}, {@code Query.products(first:)},
 * {@code ProductFilter.ids}, {@code OrderDirection.ASC}, {@code @requiresScope}.
 */
final class SchemaElements {

    private final Map<String, AbstractDescribedNode<?>> byCoordinate = new TreeMap<>();

    private SchemaElements() {}

    static Map<String, AbstractDescribedNode<?>> of(Document schema) {
        SchemaElements elements = new SchemaElements();
        schema.getDefinitionsOfType(SDLNamedDefinition.class).forEach(elements::add);
        return elements.byCoordinate;
    }

    private void add(SDLNamedDefinition<?> definition) {
        switch (definition) {
            case DirectiveDefinition directive -> addDirective(directive);
            case ImplementingTypeDefinition<?> type -> addFields(type);
            case InputObjectTypeDefinition input -> addInputFields(input);
            case EnumTypeDefinition values -> addValues(values);
            default -> put(definition.getName(), definition);
        }
    }

    private void addDirective(DirectiveDefinition directive) {
        String name = "@" + directive.getName();
        put(name, directive);
        addArguments(name, directive.getInputValueDefinitions());
    }

    private void addFields(ImplementingTypeDefinition<?> type) {
        put(type.getName(), type);
        for (FieldDefinition field : type.getFieldDefinitions()) {
            String name = type.getName() + "." + field.getName();
            put(name, field);
            addArguments(name, field.getInputValueDefinitions());
        }
    }

    private void addArguments(String owner, List<InputValueDefinition> arguments) {
        arguments.forEach(argument -> put(owner + "(" + argument.getName() + ":)", argument));
    }

    private void addInputFields(InputObjectTypeDefinition input) {
        put(input.getName(), input);
        input.getInputValueDefinitions().forEach(field -> put(input.getName() + "." + field.getName(), field));
    }

    private void addValues(EnumTypeDefinition values) {
        put(values.getName(), values);
        values.getEnumValueDefinitions().forEach(value -> put(values.getName() + "." + value.getName(), value));
    }

    private void put(String coordinate, Object element) {
        byCoordinate.put(coordinate, (AbstractDescribedNode<?>) element);
    }
}
