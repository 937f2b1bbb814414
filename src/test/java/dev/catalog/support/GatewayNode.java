package dev.catalog.support;

import dev.catalog.CatalogGateway;
import java.net.URL;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import tools.jackson.databind.JsonNode;

/** One node: the whole gateway in an application context of its own, over HTTP. */
public final class GatewayNode implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final GatewayClient client;

    /** An answer and how long it took. */
    public record Reply(JsonNode body, Duration took) {

        public JsonNode data() {
            return body.at("/data");
        }

        /** The codes of the errors, each behind the root field that it stands at, in alphabetic order. */
        public List<String> errors() {
            return body.at("/errors")
                    .valueStream()
                    .map(error -> error.at("/path/0").asString() + " "
                            + error.at("/extensions/code").asString())
                    .sorted()
                    .toList();
        }

        public boolean isStale() {
            return body.at("/extensions/stale").asBoolean(false);
        }

        /** The states of the regions that were read, as {@code field region STATE}. */
        public List<String> states() {
            return body.at("/extensions/cache")
                    .valueStream()
                    .map(read -> read.at("/path/0").asString() + " "
                            + read.at("/region").asString() + " "
                            + read.at("/state").asString())
                    .toList();
        }
    }

    private GatewayNode(ConfigurableApplicationContext context) {
        this.context = context;
        client = new GatewayClient(port());
    }

    /** Starts a node on these servers, under these further settings, each as {@code key=value}. */
    public static GatewayNode start(String database, String redis, String... settings) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--spring.datasource.url=" + database,
                "--spring.data.redis.url=" + redis,
                "--catalog.security.admin-token=" + HttpGatewayTest.ADMIN_TOKEN));
        for (String setting : settings) {
            arguments.add("--" + setting);
        }
        return new GatewayNode(new SpringApplicationBuilder(CatalogGateway.class)
                .registerShutdownHook(false)
                .initializers(starting ->
                        starting.getBeanFactory().registerSingleton("noClassesOfTests", new NoClassesOfTests()))
                .run(arguments.toArray(String[]::new)));
    }

    public int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public Reply ask(String document, String... headers) {
        long start = System.nanoTime();
        HttpResponse<String> answer = client.ask(document, headers);
        return new Reply(GatewayClient.json(answer), Duration.ofNanos(System.nanoTime() - start));
    }

    /** Asks as an operator, and to be told where each value came from. */
    public Reply explain(String document) {
        return ask(document, "Authorization", "Bearer " + HttpGatewayTest.ADMIN_TOKEN, "X-Catalog-Explain", "cache");
    }

    /** The status code and the status of this health group; the empty string is all of it. */
    public String health(String group) {
        HttpResponse<String> answer = client.get("/actuator/health" + group);
        return answer.statusCode() + " "
                + GatewayClient.json(answer).at("/status").asString();
    }

    @Override
    public void close() {
        context.close();
    }

    /** Beans that other tests plant are none of the gateway's. */
    private static final class NoClassesOfTests extends TypeExcludeFilter {

        @Override
        public boolean match(MetadataReader reader, MetadataReaderFactory factory) {
            URL source = GatewayNode.class
                    .getClassLoader()
                    .getResource(reader.getClassMetadata().getClassName().replace('.', '/') + ".class");
            return source != null && source.getPath().contains("/test-classes/");
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof NoClassesOfTests;
        }

        @Override
        public int hashCode() {
            return NoClassesOfTests.class.hashCode();
        }
    }
}
