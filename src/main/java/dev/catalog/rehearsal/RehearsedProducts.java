package dev.catalog.rehearsal;

import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The products of the catalog, newest first, read page by page and handed to those who come for the next one. */
final class RehearsedProducts {

    private static final String PAGE = """
            query RehearsedPage($after: String) {
              products(first: 100, after: $after, orderBy: {field: CREATED_AT, direction: DESC}) {
                nodes { id databaseId category { slug } }
                pageInfo { hasNextPage endCursor }
              }
            }""";

    private final Endpoint endpoint;
    private Iterator<JsonNode> page = Collections.emptyIterator();
    private @Nullable String cursor;
    private boolean ended;
    private int number;

    /** Who answers operations; with null when there are to be no more. */
    interface Endpoint {

        @Nullable
        JsonNode ask(String document, Map<String, ? extends @Nullable Object> variables) throws IOException;
    }

    /**
     * A product that somebody asks about.
     *
     * @param number how many came before it
     */
    record Turn(int number, JsonNode product) {}

    RehearsedProducts(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** The next product; null where there is none, or nothing more is to be asked. */
    synchronized @Nullable Turn next() throws IOException {
        while (!page.hasNext() && !ended) {
            turn();
        }
        return page.hasNext() ? new Turn(number++, page.next()) : null;
    }

    /** Reads the next page. */
    private void turn() throws IOException {
        JsonNode data = endpoint.ask(PAGE, Collections.singletonMap("after", cursor));
        if (data == null) {
            ended = true;
            return;
        }
        JsonNode products = data.path("products");
        page = products.path("nodes").iterator();
        ended = !products.at("/pageInfo/hasNextPage").asBoolean(false);
        cursor = products.at("/pageInfo/endCursor").asString(null);
    }
}
