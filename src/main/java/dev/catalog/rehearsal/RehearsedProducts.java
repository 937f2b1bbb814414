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
    private @Nullable Turn shared;
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
    record Turn(int number, JsonNode product) {

        RequestForm form() {
            return RequestForm.of(number);
        }
    }

    RehearsedProducts(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** The next product, or one that another is to ask about too; null where there is none, or nothing more is to be asked. */
    synchronized @Nullable Turn next() throws IOException {
        Turn again = shared;
        if (again != null) {
            shared = null;
            return again;
        }
        while (!page.hasNext() && !ended) {
            turnPage();
        }
        if (!page.hasNext()) {
            return null;
        }
        Turn turn = new Turn(number++, page.next());
        if (turn.form() == RequestForm.SHARED) {
            shared = turn;
        }
        return turn;
    }

    private void turnPage() throws IOException {
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
