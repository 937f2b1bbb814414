package dev.catalog.relay;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.catalog.cache.RegionCaches;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.test.tester.GraphQlTester;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/** Writes the rows of a list behind the gateway's back and reads its pages as a client does, never from a cache. */
final class KeysetClient {

    private final NamedParameterJdbcOperations jdbc;
    private final RegionCaches caches;
    private final GraphQlTester graphQl;
    private final KeysetList list;
    private final long home;

    KeysetClient(
            NamedParameterJdbcOperations jdbc, RegionCaches caches, GraphQlTester graphQl, KeysetList list, long home) {
        this.jdbc = jdbc;
        this.caches = caches;
        this.graphQl = graphQl;
        this.list = list;
        this.home = home;
    }

    /** An answered connection. */
    record Answer(List<Edge<Row>> edges, PageInfo pageInfo) {

        KeysetPage page() {
            List<Long> ids =
                    edges.stream().map(edge -> edge.node().databaseId()).toList();
            return new KeysetPage(ids, pageInfo.hasPreviousPage(), pageInfo.hasNextPage());
        }
    }

    record Row(long databaseId) {}

    /** The place of every name in the database's collation. */
    static Map<String, Integer> nameRanks(NamedParameterJdbcOperations jdbc) {
        List<String> names = jdbc.getJdbcOperations()
                .queryForList("SELECT name FROM unnest(?) AS names (name) ORDER BY name", String.class, (Object)
                        KeysetRow.NAMES.toArray(String[]::new));
        return names.stream().collect(toMap(identity(), names::indexOf));
    }

    Answer ask(KeysetOrder order, boolean backwards, int size, @Nullable String after, @Nullable String before) {
        caches.evictRegion(list.region());
        Map<String, @Nullable String> arguments = new HashMap<>();
        arguments.put(backwards ? "last" : "first", Integer.toString(size));
        arguments.put("after", after == null ? null : "\"" + after + "\"");
        arguments.put("before", before == null ? null : "\"" + before + "\"");
        arguments.put("orderBy", list.isOrderable() ? order.argument() : null);
        String text = arguments.entrySet().stream()
                .filter(argument -> Objects.nonNull(argument.getValue()))
                .map(argument -> argument.getKey() + ": " + argument.getValue())
                .collect(Collectors.joining(" "));
        return graphQl.document(list.document(home, text))
                .execute()
                .path(list.path())
                .entity(Answer.class)
                .get();
    }

    /** Writes rows into the list; inactive ones are in it for no one. */
    void insert(List<KeysetRow> rows, boolean active) {
        SqlParameterSource[] values =
                rows.stream().map(row -> values(row, active)).toArray(SqlParameterSource[]::new);
        jdbc.batchUpdate(
                list.isOfCategories()
                        ? "INSERT INTO categories (id, name, slug, position, parent_id, active, created_at, updated_at)"
                                + " VALUES (:id, :name, 'slug-' || :id, :position, :home, :active, :at, :at)"
                        : "INSERT INTO products (id, name, price, category_id, active, created_at, updated_at)"
                                + " VALUES (:id, :name, :price, :home, :active, :at, :at)",
                values);
    }

    void delete(KeysetRow row) {
        jdbc.update("DELETE FROM " + table() + " WHERE id = :id", Map.of("id", row.id()));
    }

    void deleteAll() {
        jdbc.update("DELETE FROM " + table() + " WHERE id <> :home", Map.of("home", home));
    }

    private SqlParameterSource values(KeysetRow row, boolean active) {
        return new MapSqlParameterSource()
                .addValue("id", row.id())
                .addValue("name", row.name())
                .addValue("price", row.price())
                .addValue("position", row.position())
                .addValue("home", home)
                .addValue("active", active)
                .addValue("at", LocalDateTime.ofInstant(row.createdAt(), ZoneOffset.UTC));
    }

    private String table() {
        return list.isOfCategories() ? "categories" : "products";
    }
}
