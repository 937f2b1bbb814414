package dev.catalog.rehearsal;

import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Asks for the catalog page by page, newest products first, and for each of them what shops ask. Hardly anything is asked twice, so
 * little is answered out of what is kept: it is the reading that is rehearsed.
 */
final class Rehearsal {

    private static final int SHELF_EVERY = 4;
    private static final int TREE_EVERY = 32;
    private static final int LARGEST_SHELF = 40;
    private static final int LARGEST_BRANCH = 5;

    private static final String PAGE = """
            query RehearsedPage($after: String) {
              products(first: 100, after: $after, orderBy: {field: CREATED_AT, direction: DESC}) {
                nodes { id category { slug } }
                pageInfo { hasNextPage endCursor }
              }
            }""";

    private static final String CARD = "fragment card on Product { id databaseId name price featured }";

    private static final String PRODUCT = """
            query RehearsedProduct($id: ID!) {
              product(id: $id) { ...card description createdAt category { id slug parent { name } ancestors { name slug } } }
            }
            """ + CARD;

    private static final String SHELF = """
            query RehearsedShelf($slug: String!, $size: Int!) {
              categoryBySlug(slug: $slug) {
                id name slug
                subcategories { name slug }
                products(first: $size) {
                  nodes { ...card category { name } }
                  pageInfo { hasNextPage endCursor }
                }
              }
              featuredProducts(first: $size) { ...card category { name } }
            }
            """ + CARD;

    private static final String TREE = """
            query RehearsedTree($size: Int!) {
              navigation {
                name slug productCount
                subcategories { name slug products(first: $size) { nodes { id name price } } }
              }
            }""";

    /** While others ask, it takes one part of this many of the time. */
    private static final int SHARE = 10;

    private final OwnEndpoint endpoint;
    private final LongSupplier served;
    private final int operations;
    private final long end;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private long servedOthers;
    private int asked;

    /**
     * @param served how many requests the node has answered, these included
     * @param operations how many it asks at most
     * @param end when it is over at the latest, as {@link System#nanoTime} has it
     */
    Rehearsal(OwnEndpoint endpoint, LongSupplier served, int operations, long end) {
        this.endpoint = endpoint;
        this.served = served;
        servedOthers = served.getAsLong();
        this.operations = operations;
        this.end = end;
    }

    /**
     * Asks until it is over, or the whole catalog has been asked for.
     *
     * @return how many operations were asked
     * @throws IOException where one is not answered as it should be
     */
    int perform() throws IOException {
        String cursor = null;
        do {
            JsonNode products =
                    ask(PAGE, Collections.singletonMap("after", cursor)).path("products");
            for (JsonNode product : products.path("nodes")) {
                if (isOver()) {
                    return asked;
                }
                askAbout(product);
            }
            JsonNode page = products.path("pageInfo");
            cursor = page.path("hasNextPage").asBoolean(false)
                    ? page.path("endCursor").asString()
                    : null;
        } while (cursor != null && !isOver());
        return asked;
    }

    private void askAbout(JsonNode product) throws IOException {
        ask(PRODUCT, Map.of("id", product.path("id").asString()));
        String slug = product.at("/category/slug").asString("");
        if (asked % SHELF_EVERY == 0 && !slug.isEmpty() && !isOver()) {
            ask(SHELF, Map.of("slug", slug, "size", asked % LARGEST_SHELF));
        }
        if (asked % TREE_EVERY == 0 && !isOver()) {
            ask(TREE, Map.of("size", asked % LARGEST_BRANCH));
        }
    }

    private JsonNode ask(String document, Map<String, ? extends @Nullable Object> variables) throws IOException {
        asked++;
        long start = System.nanoTime();
        JsonNode data = endpoint.ask(document, variables);
        // Its own last one may not be counted yet.
        long byOthers = served.getAsLong() - asked;
        if (byOthers > servedOthers) {
            servedOthers = byOthers;
            giveWay(System.nanoTime() - start);
        }
        return data;
    }

    /** Leaves the node to those who came meanwhile; they and others after them may still be there when this is over. */
    private void giveWay(long taken) {
        long rest = Math.min((SHARE - 1) * taken, end - System.nanoTime());
        try {
            var _ = stopped.await(rest, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it with the operation that is under way. */
    void stop() {
        stopped.countDown();
    }

    boolean isStopped() {
        return stopped.getCount() == 0;
    }

    private boolean isOver() {
        return asked >= operations
                || System.nanoTime() - end >= 0
                || isStopped()
                || Thread.currentThread().isInterrupted();
    }
}
