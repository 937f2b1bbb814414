package dev.catalog.rehearsal;

import java.io.IOException;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Asks for the catalog page by page, newest products first, and for each of them what shops ask; as more and more clients would, at once
 * and each in its own way. Few of its answers are kept: it is the reading that is rehearsed.
 * <p>The compiler leaves out of its code what it has never seen, and throws the code away when that comes: so whatever users do in other
 * ways must happen now and then.
 */
final class Rehearsal {

    private static final int FIRST_CLIENTS = 4;
    private static final int MOST_CLIENTS = 16;
    /** Of so many operations the last one brings another client, who finds nothing of its own in the server's pools. */
    private static final int OPERATIONS_A_CLIENT = 1000;

    private static final int CARD_EVERY = 2;
    private static final int NEXT_EVERY = 8;
    private static final int NEW_DOCUMENT_EVERY = 64;
    private static final int SHELF_EVERY = 8;
    private static final int TREE_EVERY = 32;
    private static final int LARGEST_SHELF = 12;
    private static final int LARGEST_BRANCH = 5;

    private static final String FIELDS = "fragment card on Product { id databaseId name price featured }";

    private static final String PRODUCT = """
            query RehearsedProduct($id: ID!) {
              product(id: $id) { ...card description createdAt category { id slug parent { name } ancestors { name slug } } }
            }
            """ + FIELDS;

    private static final String CARD = """
            query RehearsedCard($id: ID!) {
              product(id: $id) { number: databaseId title: name price shelf: category { title: name slug } }
            }""";

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
            """ + FIELDS;

    private static final String TREE = """
            query RehearsedTree($size: Int!) {
              navigation {
                name slug productCount
                subcategories { name slug products(first: $size) { nodes { id name price } } }
              }
            }""";

    /** While others ask, its clients rest, so that all of them do as much as the first ones would in one part of this many of the time. */
    private static final int SHARE = 10;

    private final OwnEndpoint endpoint;
    private final LongSupplier served;
    private final int operations;
    private final long end;
    private final RehearsedProducts products =
            new RehearsedProducts((document, variables) -> ask(document, variables, RequestForm.NAMED));
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Queue<Thread> clients = new ConcurrentLinkedQueue<>();
    private final AtomicInteger entered = new AtomicInteger();
    private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();
    private int asked;
    private long servedOthers;
    private volatile long restsUntil = System.nanoTime();

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
        for (int client = 0; client < FIRST_CLIENTS; client++) {
            enter();
        }
        try {
            for (Thread client = clients.poll(); client != null; client = clients.poll()) {
                client.join();
            }
        } catch (InterruptedException e) {
            stop();
            Thread.currentThread().interrupt();
        }
        IOException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
        return asked();
    }

    /** Another client begins. */
    private void enter() {
        entered.incrementAndGet();
        clients.add(Thread.ofVirtual().name("catalog-rehearsal-client").start(this::askInTurn));
    }

    private void askInTurn() {
        try {
            RehearsedProducts.Turn turn = products.next();
            while (turn != null) {
                askAbout(turn);
                turn = products.next();
            }
        } catch (IOException e) {
            failure.compareAndSet(null, e);
        }
    }

    private void askAbout(RehearsedProducts.Turn turn) throws IOException {
        int number = turn.number();
        RequestForm form = turn.form();
        JsonNode product = turn.product();
        long id = product.path("databaseId").asLong();
        var _ = ask(PRODUCT, Map.of("id", product.path("id").asString()), form);
        if (number % CARD_EVERY == 0) {
            var _ = ask(CARD, Map.of("id", String.valueOf(id)), form);
        }
        if (number % NEXT_EVERY == 0) {
            // Which may be none, or none that is shown.
            var _ = ask(CARD, Map.of("id", String.valueOf(id + 1)), form);
        }
        if (number % NEW_DOCUMENT_EVERY == 0) {
            String document =
                    "query RehearsedText($id: ID = \"%d\") { product(id: $id) { id name price } }".formatted(id);
            var _ = ask(document, Map.of(), form);
        }
        String slug = product.at("/category/slug").asString("");
        if (number % SHELF_EVERY == 0 && !slug.isEmpty()) {
            var _ = ask(SHELF, Map.of("slug", slug, "size", number % LARGEST_SHELF), form);
        }
        if (number % TREE_EVERY == 0) {
            var _ = ask(TREE, Map.of("size", number % LARGEST_BRANCH), form);
        }
    }

    /** The data of the answer; null where it is over. */
    private @Nullable JsonNode ask(String document, Map<String, ? extends @Nullable Object> variables, RequestForm form)
            throws IOException {
        rest();
        int number = begin();
        if (number > operations) {
            return null;
        }
        if (number % OPERATIONS_A_CLIENT == 0 && number / OPERATIONS_A_CLIENT <= MOST_CLIENTS - FIRST_CLIENTS) {
            enter();
        }
        long start = System.nanoTime();
        JsonNode data = endpoint.ask(document, variables, form);
        if (isServingOthers()) {
            long now = System.nanoTime();
            restsUntil = now + (SHARE * entered.get() / FIRST_CLIENTS - 1) * (now - start);
        }
        return data;
    }

    /** Leaves the node to those who came meanwhile; they and others after them may still be there when this is over. */
    private void rest() {
        long rest = Math.min(restsUntil, end) - System.nanoTime();
        try {
            var _ = stopped.await(rest, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The number of the operation that begins, from 1; more than may be asked where it is over. */
    private synchronized int begin() {
        return isOver() ? operations + 1 : ++asked;
    }

    private synchronized int asked() {
        return asked;
    }

    /** Whether others were served since this was asked the last time. The last ones of its own may not be counted yet. */
    private synchronized boolean isServingOthers() {
        long byOthers = served.getAsLong() - asked;
        boolean more = byOthers > servedOthers;
        servedOthers = Math.max(byOthers, servedOthers);
        return more;
    }

    /** Ends it with the operations that are under way. */
    void stop() {
        stopped.countDown();
    }

    boolean isStopped() {
        return stopped.getCount() == 0;
    }

    private synchronized boolean isOver() {
        return asked >= operations || System.nanoTime() - end >= 0 || isStopped() || failure.get() != null;
    }
}
