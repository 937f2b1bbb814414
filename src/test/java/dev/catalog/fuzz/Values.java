package dev.catalog.fuzz;

import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes values of any input type: ordinary ones, those at the edges, and what earlier answers showed. */
final class Values {

    /** A value of an enum in a document. */
    record Word(String name) {}

    private static final List<String> WORDS = List.of(
            "lamp",
            "lamp brass",
            "LÄMP",
            "%",
            "_",
            "lamp%",
            "\\",
            "'",
            "\"",
            "a & b | !c",
            "<->",
            "(a+)+$",
            "\u0000",
            "x\u0000y",
            "\ud83d\ude00",
            "\u202elamp",
            "",
            " ",
            "\u00a0",
            "\n\t",
            "a".repeat(200),
            "a".repeat(201),
            "a ".repeat(100),
            "\ufdfa".repeat(20),
            "${jndi:x}",
            "lapm",
            "1",
            "null");
    private static final List<String> IDS = List.of(
            "0",
            "1",
            "-1",
            "007",
            "9223372036854775807",
            "9223372036854775808",
            "",
            " ",
            "x",
            "UHJvZHVjdDox",
            "Q2F0ZWdvcnk6MQ",
            "UHJvZHVjdDo",
            "====",
            "\u0000",
            "\ud83d\ude00",
            "x".repeat(500));
    private static final List<Integer> SIZES =
            List.of(0, 1, 2, 3, 5, 20, 99, 100, 101, -1, Integer.MAX_VALUE, Integer.MIN_VALUE);
    private static final List<Object> FITTING = List.of(
            0,
            1,
            -1,
            new BigDecimal("0.005"),
            new BigDecimal("0.0049"),
            new BigDecimal("10.50"),
            new BigDecimal("99999999.99"),
            new BigDecimal("99999999.995"),
            new BigDecimal("1e40"),
            new BigDecimal("-1e-40"),
            new BigDecimal("1234567890123456789012345678901234567890"));
    private static final List<Object> MISFITS = List.of(
            new BigDecimal("1e41"),
            new BigDecimal("1e50000000"),
            new BigDecimal("1e-50000000"),
            "12.5",
            "ten",
            "",
            "1e99999999999");
    private static final List<String> TIMES = List.of(
            "2026-01-01T00:00:01.000250Z",
            "0001-01-01T00:00:00Z",
            "9999-12-31T23:59:59.999999Z",
            "2026-03-29T02:30:00+02:00");
    private static final List<String> NO_TIMES =
            List.of("2026-02-30T00:00:00Z", "2026-01-01", "", "2026-01-01T00:00:00.1234567Z");

    private final Dice dice;
    private final Finds finds;

    Values(Dice dice, Finds finds) {
        this.dice = dice;
        this.finds = finds;
    }

    /**
     * A value, null where the type allows it and chance wants it.
     *
     * @param name the name of what it is for
     * @param isLiteral whether it is to stand in a document, which is valid with values alone that fit their type
     */
    @Nullable
    Object of(GraphQLType type, String name, boolean isLiteral) {
        if (type instanceof GraphQLNonNull needed) {
            return some(needed.getWrappedType(), name, isLiteral);
        }
        return dice.chance(8) ? null : some(type, name, isLiteral);
    }

    private Object some(GraphQLType type, String name, boolean isLiteral) {
        return switch (type) {
            case GraphQLList list -> list(list.getWrappedType(), name, isLiteral);
            case GraphQLInputObjectType object -> object(object, isLiteral);
            case GraphQLEnumType words -> word(words, isLiteral);
            default -> scalar(type, name, isLiteral);
        };
    }

    private Object word(GraphQLEnumType words, boolean isLiteral) {
        String name = dice.one(words.getValues()).getName();
        return isLiteral ? new Word(name) : name;
    }

    private Object list(GraphQLType item, String name, boolean isLiteral) {
        if (dice.chance(10)) {
            return some(GraphQLTypeUtil.unwrapNonNull(item), name, isLiteral); // stands for a list of one
        }
        int length = dice.one(List.of(0, 1, 1, 2, 3, 5, 100, 101));
        List<@Nullable Object> items = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            items.add(of(item, name, isLiteral));
        }
        return items;
    }

    private Map<String, @Nullable Object> object(GraphQLInputObjectType object, boolean isLiteral) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (GraphQLInputObjectField field : object.getFieldDefinitions()) {
            GraphQLInputType type = field.getType();
            boolean isNeeded = type instanceof GraphQLNonNull && !field.hasSetDefaultValue();
            if (isNeeded || dice.chance(object.getName().endsWith("Filter") ? 25 : 70)) {
                members.put(field.getName(), of(type, field.getName(), isLiteral));
            }
        }
        return members;
    }

    private Object scalar(GraphQLType type, String name, boolean isLiteral) {
        return switch (GraphQLTypeUtil.simplePrint(type)) {
            case "ID" -> found(finds.ids(), IDS);
            case "String" -> string(name);
            case "Int" -> dice.chance(60) ? dice.below(6) : dice.one(SIZES);
            case "Boolean" -> dice.chance(50);
            case "BigDecimal" -> dice.<Object>one(isLiteral || dice.chance(70) ? FITTING : MISFITS);
            case "DateTime" -> dice.one(isLiteral || dice.chance(70) ? TIMES : NO_TIMES);
            default -> throw new IllegalArgumentException("No values are known of " + type);
        };
    }

    private String string(String name) {
        return switch (name) {
            case "slug", "categorySlug" -> found(finds.slugs(), WORDS);
            case "after", "before" -> found(finds.cursors(), IDS);
            default -> dice.one(WORDS);
        };
    }

    private String found(List<String> found, List<String> others) {
        return found.isEmpty() || dice.chance(25) ? dice.one(others) : dice.one(found);
    }
}
