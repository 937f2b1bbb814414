import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** See explain.sh. */
final class Explain {

    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern PLAN = Pattern.compile("duration: [0-9.]+ ms  plan:\\n(\\t\\{.*?\\n\\t\\})", Pattern.DOTALL);

    private static final Pattern CATALOG = Pattern.compile("(from|join) (products|categories) ");
    private static final Pattern COLUMNS = Pattern.compile("\\b([pc])\\.id, \\1\\.name,.*?\\1\\.updated_at");
    private static final Pattern FOLDED = Pattern.compile(
            "regexp_replace\\(CASE WHEN (?:(?!regexp_replace\\(CASE WHEN).)*?'\\(\\[\\^ ]\\{64}\\)\\[\\^ ]\\+', '\\\\1', 'g'\\)",
            Pattern.DOTALL);

    private static final String PRODUCTS = "{ edges { cursor } nodes { id name price } pageInfo { endCursor } }";

    /** Operations that between them send every statement that reads the catalog. */
    private static final Map<String, String> OPERATIONS = new LinkedHashMap<>();

    static {
        ask("Products by id", "product(id: $id) { name }");
        ask("Featured products", "featuredProducts(first: 8) { name }");
        ask("Newest products", "popularProducts(first: 20) { name }");
        ask("First page by name", "products(first: 20) " + PRODUCTS);
        ask("Later page by name", "products(first: 20, after: \"$after\") " + PRODUCTS);
        ask("Last page by price", "products(last: 20, orderBy: { field: PRICE }) " + PRODUCTS);
        ask("Page by time", "products(first: 20, orderBy: { field: CREATED_AT, direction: DESC }) " + PRODUCTS);
        ask("Products in a range of prices", "products(first: 20, filter: { minPrice: 10, maxPrice: 20 }, orderBy: { field: PRICE }) " + PRODUCTS);
        ask("Featured ones of a page", "products(first: 20, filter: { featured: true }) " + PRODUCTS);
        ask("A category's page", "productsByCategory(slug: \"$slug\", first: 50) " + PRODUCTS);
        ask("A page of a subtree", "products(first: 20, filter: { categorySlug: \"$root\", includeSubcategories: true }) " + PRODUCTS);
        ask("Pages of many categories, by name", "navigation { subcategories { products(first: 5) " + PRODUCTS + " } }");
        ask("Pages of many categories, by price", "navigation { subcategories { products(first: 5, orderBy: { field: PRICE }) " + PRODUCTS + " } }");
        ask("Totals of many categories", "navigation { subcategories { products(first: 1) { totalCount } } }");
        ask("Counts of many categories", "navigation { subcategories { productCount } }");
        ask("Counts of many subtrees", "navigation { productCount(includeSubcategories: true) }");
        ask("Number of products", "productCount");
        ask("Total of a subtree", "productCount(filter: { categorySlug: \"$root\", includeSubcategories: true })");
        ask("Search by relevance", "products(first: 20, filter: { search: \"wood chair\" }) " + PRODUCTS);
        ask("Search with a slip", "products(first: 20, filter: { search: \"chiar\" }, orderBy: { field: NAME }) " + PRODUCTS);
        ask("Search in a subtree", "products(first: 20, filter: { search: \"black\", categorySlug: \"$root\", includeSubcategories: true }) " + PRODUCTS);
        ask("Size of a search", "productCount(filter: { search: \"black\" })");
        ask("Navigation", "navigation { name subcategories { name } }");
        ask("Category by slug", "categoryBySlug(slug: \"$slug\") { name }");
        ask("Categories by id", "product(id: $id) { category { name parent { name } } }");
        ask("Children and ancestors", "categoryBySlug(slug: \"$slug\") { subcategories { name } ancestors { name } }");
        ask("Categories by position", "categories(first: 20) { nodes { name } }");
        ask("Categories by name", "categories(first: 20, orderBy: { field: NAME }) { totalCount nodes { name } }");
        ask("Categories by time", "categories(first: 20, orderBy: { field: CREATED_AT }) { nodes { name } }");
        ask("Search among categories", "categories(first: 20, filter: { search: \"chair\" }) { nodes { name } }");
    }

    private static void ask(String name, String fields) {
        OPERATIONS.put(name, "{ " + fields + " }");
    }

    private final Path work;
    private final Path log;
    private final int port;
    private final Set<String> seen = new LinkedHashSet<>();
    private final StringBuilder details = new StringBuilder();

    private Explain(Path work, Path log) throws IOException {
        this.work = work;
        this.log = log;
        this.port = freePort();
    }

    public static void main(String[] args) throws Exception {
        Path work = Path.of(args[0]);
        Explain explain = new Explain(work, Path.of(args[2]));
        int redisPort = freePort();
        Process redis = new ProcessBuilder(
                        "redis-server", "--port", String.valueOf(redisPort), "--bind", "127.0.0.1", "--save", "")
                .redirectOutput(work.resolve("redis.log").toFile())
                .start();
        Process gateway = explain.gateway(Path.of(args[1]), redisPort);
        try {
            explain.await(gateway);
            explain.run();
        } finally {
            gateway.destroy();
            gateway.waitFor();
            redis.destroy();
            redis.waitFor();
        }
    }

    /** Each statement's plan is logged, and nothing is cached or tried in the background. */
    private Process gateway(Path jar, int redisPort) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-jar", jar.toString());
        builder.environment().put("SERVER_PORT", String.valueOf(port));
        builder.environment().put("SERVER_ADDRESS", "127.0.0.1");
        builder.environment().put("SPRING_DATA_REDIS_URL", "redis://127.0.0.1:" + redisPort);
        builder.environment().put("CATALOG_CACHE_ENABLED", "false");
        builder.environment().put("CATALOG_RESPONSECACHE_ENABLED", "false");
        builder.environment()
                .put(
                        "SPRING_DATASOURCE_HIKARI_DATASOURCEPROPERTIES_OPTIONS",
                        "-c session_preload_libraries=auto_explain -c auto_explain.log_min_duration=0"
                                + " -c auto_explain.log_analyze=on -c auto_explain.log_buffers=on"
                                + " -c auto_explain.log_format=json -c jit=off");
        return builder.redirectErrorStream(true)
                .redirectOutput(work.resolve("gateway.log").toFile())
                .start();
    }

    private void await(Process gateway) throws Exception {
        for (int tries = 0; tries < 300; tries++) {
            if (!gateway.isAlive()) {
                throw new IllegalStateException(Files.readString(work.resolve("gateway.log")));
            }
            try {
                answer("{ __typename }");
                return;
            } catch (IOException e) {
                Thread.sleep(1000); // not up yet
            }
        }
        throw new IllegalStateException("The gateway did not start within five minutes");
    }

    private void run() throws Exception {
        JsonNode product = answer("{ products(first: 1) { nodes { databaseId category { slug ancestors { slug } } } "
                        + "pageInfo { endCursor } } }")
                .path("products");
        JsonNode category = product.path("nodes").path(0).path("category");
        String slug = category.path("slug").asString();
        Map<String, String> values = Map.of(
                "$id", product.path("nodes").path(0).path("databaseId").asString(),
                "$slug", slug,
                "$root", category.path("ancestors").path(0).path("slug").asString(slug),
                "$after", product.path("pageInfo").path("endCursor").asString());
        System.out.println("# Statements and their plans");
        System.out.println();
        System.out.println("Written by `bench/explain.sh`; not by hand. What each operation sends where nothing is cached, and the plan that");
        System.out.println("PostgreSQL chose and carried out: what it read, by which index, and how many pages of 8 kB it touched. A statement");
        System.out.println("that an operation above sends as well is left out below.");
        System.out.println();
        System.out.printf("The catalog: %s.%n", size());
        System.out.println();
        System.out.println("| operation | read, by index | rows | pages |");
        System.out.println("| --- | --- | --- | --- |");
        for (Map.Entry<String, String> operation : OPERATIONS.entrySet()) {
            String document = operation.getValue();
            for (Map.Entry<String, String> value : values.entrySet()) {
                document = document.replace(value.getKey(), value.getValue());
            }
            explain(operation.getKey(), document);
        }
        System.out.println();
        System.out.println("Sequential scans are in bold. `× n` is how often an index was asked, once a parent or a row.");
        System.out.print(details);
    }

    private String size() throws Exception {
        return "%,d active products, %,d active categories"
                .formatted(
                        answer("{ productCount }").path("productCount").asInt(),
                        answer("{ categories(first: 1) { totalCount } }")
                                .path("categories")
                                .path("totalCount")
                                .asInt());
    }

    /** The operation is asked twice: the first time reads from the disk what is not in memory. */
    private void explain(String name, String document) throws Exception {
        answer(document);
        long offset = Files.size(log);
        answer(document);
        for (JsonNode logged : plans(offset)) {
            String statement = logged.path("Query Text").asString();
            JsonNode plan = logged.path("Plan");
            List<String> reads = new ArrayList<>();
            collect(plan, reads);
            if (CATALOG.matcher(statement).find() && seen.add(statement)) {
                System.out.printf(
                        "| %s | %s | %d | %d |%n",
                        name,
                        String.join("<br>", new LinkedHashSet<>(reads)),
                        plan.path("Actual Rows").asInt(),
                        plan.path("Shared Hit Blocks").asInt() + plan.path("Shared Read Blocks").asInt());
                details.append("\n## ").append(name).append("\n\n```sql\n").append(shortened(statement)).append("\n```\n\n```\n");
                describe(plan, 0);
                details.append("```\n");
            }
        }
    }

    private List<JsonNode> plans(long offset) throws Exception {
        for (int tries = 0; tries < 50; tries++) {
            List<JsonNode> plans = new ArrayList<>();
            try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
                byte[] bytes = new byte[(int) (file.length() - offset)];
                file.seek(offset);
                file.readFully(bytes);
                Matcher matcher = PLAN.matcher(new String(bytes, StandardCharsets.UTF_8));
                while (matcher.find()) {
                    plans.add(JSON.readTree(matcher.group(1)));
                }
            }
            if (!plans.isEmpty()) {
                return plans;
            }
            Thread.sleep(100); // the server writes its log when it likes to
        }
        throw new IllegalStateException("No plan is logged to " + log);
    }

    private static void collect(JsonNode node, List<String> reads) {
        String type = node.path("Node Type").asString();
        String table = node.path("Relation Name").asString("");
        String index = node.path("Index Name").asString("");
        if (type.equals("Bitmap Index Scan")) {
            reads.add("`%s` (bitmap)".formatted(index));
        } else if (!index.isEmpty()) {
            reads.add("`%s`%s".formatted(index, node.path("Actual Loops").asInt() > 1 ? " × " + node.path("Actual Loops").asInt() : ""));
        } else if (type.equals("Seq Scan")) {
            reads.add("**all of %s**".formatted(table));
        }
        if (type.equals("Sort")) {
            reads.add("sort of %d".formatted(node.path("Plans").path(0).path("Actual Rows").asInt()));
        }
        node.path("Plans").forEach(child -> collect(child, reads));
    }

    /** Without the expression that takes a text apart, which is a page long; it is that of the class SearchText. */
    private static String shortened(String statement) {
        String brief = COLUMNS.matcher(FOLDED.matcher(statement).replaceAll("words_of(…)")).replaceAll("$1.*");
        return brief.replaceAll(
                " (from|where|order by|union all|union|cross join|join|limit|group by) ", "\n  $1 ");
    }

    private void describe(JsonNode node, int depth) {
        String index = node.path("Index Name").asString("");
        String table = node.path("Relation Name").asString(node.path("CTE Name").asString(""));
        details.append("  ".repeat(depth)).append(node.path("Node Type").asString());
        details.append(index.isEmpty() ? "" : " using " + index).append(table.isEmpty() ? "" : " on " + table);
        details.append(" (rows %d, loops %d)%n"
                .formatted(node.path("Actual Rows").asInt(), node.path("Actual Loops").asInt()));
        node.path("Plans").forEach(child -> describe(child, depth + 1));
    }

    private JsonNode answer(String document) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/graphql"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(Map.of("query", document))))
                .build();
        JsonNode answer = JSON.readTree(
                HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
        if (answer.has("errors") || !answer.has("data")) {
            throw new IllegalStateException(document + ": " + answer);
        }
        return answer.path("data");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
