package dev.catalog.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SchemaChangesTests {

    private static final String SCHEMA = """
            directive @requiresScope(scope: String!) on FIELD_DEFINITION | ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION
            type Query { lamps(first: Int, after: String, filter: LampFilter): [Lamp!] }
            type Lamp { id: ID!  name: String!  colour: Colour }
            input LampFilter { name: String  lit: Boolean = true }
            enum Colour { RED GREEN }
            """;

    @Test
    void equalSchemasHaveNone() {
        SchemaChanges changes = SchemaChanges.between(SCHEMA, SCHEMA);

        assertThat(changes.breaking()).isEmpty();
        assertThat(changes.dangerous()).isEmpty();
        assertThat(changes.harmless()).isEmpty();
    }

    @Test
    void aFieldThatIsGoneBreaks() {
        assertThat(breakingAfter("name: String!  colour", "colour"))
                .containsExactly("The new API is missing the field 'Lamp.name'");
    }

    @Test
    void aFieldThatMayNowBeNullBreaks() {
        assertThat(breakingAfter("name: String!", "name: String"))
                .containsExactly("The new API has changed field 'Lamp.name' from type 'String!' to 'String'");
    }

    @Test
    void eachArgumentThatIsGoneBreaksByItsName() {
        assertThat(breakingAfter("first: Int, after: String, filter", "size: Int, filter"))
                .containsExactly(
                        "The argument 'Query.lamps(after:)' is gone", "The argument 'Query.lamps(first:)' is gone");
    }

    @Test
    void anInputFieldThatIsGoneBreaks() {
        assertThat(breakingAfter("lit: Boolean = true", ""))
                .containsExactly("The new API is missing an input field 'LampFilter.lit'");
    }

    @Test
    void anEnumValueThatIsGoneBreaks() {
        assertThat(breakingAfter("RED GREEN", "GREEN")).containsExactly("The new API is missing an enum value 'RED'");
    }

    @Test
    void aScopeThatIsNewlyDemandedBreaks() {
        assertThat(breakingAfter("lit: Boolean = true", "lit: Boolean = true @requiresScope(scope: \"lamps:see\")"))
                .containsExactly("'LampFilter.lit' demands the scope @requiresScope(scope: \"lamps:see\")");
    }

    @Test
    void anArgumentThatMustBeGivenBreaks() {
        assertThat(breakingAfter("first: Int", "first: Int, place: String!"))
                .singleElement()
                .asString()
                .contains("'place'");
    }

    @Test
    void anArgumentWithADefaultIsHarmless() {
        SchemaChanges changes = changesAfter("first: Int", "first: Int, place: String! = \"hall\"");

        assertThat(changes.breaking()).isEmpty();
        assertThat(changes.harmless()).containsExactly("'Query.lamps(place:)' is new");
    }

    @Test
    void whatIsAddedIsHarmless() {
        SchemaChanges changes = changesAfter("type Lamp {", "type Bulb { watts: Int } type Lamp { bulbs: [Bulb!]");

        assertThat(changes.breaking()).isEmpty();
        assertThat(changes.harmless()).containsExactly("'Bulb' is new", "'Bulb.watts' is new", "'Lamp.bulbs' is new");
    }

    @Test
    void newEnumValuesAndOtherDefaultsAreDangerous() {
        assertThat(changesAfter("GREEN", "GREEN BLUE").dangerous())
                .containsExactly("The new API has added a new enum value 'BLUE'");
        assertThat(changesAfter("lit: Boolean = true", "lit: Boolean = false").dangerous())
                .containsExactly("The default of 'LampFilter.lit' was true and is false");
    }

    private static Iterable<String> breakingAfter(String part, String replacement) {
        return changesAfter(part, replacement).breaking();
    }

    private static SchemaChanges changesAfter(String part, String replacement) {
        assertThat(SCHEMA).contains(part);
        return SchemaChanges.between(SCHEMA, SCHEMA.replace(part, replacement));
    }
}
