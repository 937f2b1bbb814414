package dev.catalog.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.support.DefaultGraphQlRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.util.LinkedMultiValueMap;

class CallerKeyTests {

    @Test
    void anAddressIsTheOneThatTheServerFound() {
        assertThat(keyOf("192.0.2.1")).isEqualTo("address 192.0.2.1").isEqualTo(keyOf("192.0.2.1"));
        assertThat(keyOf("192.0.2.1")).isNotEqualTo(keyOf("192.0.2.2"));
    }

    @Test
    void addressesOfANetworkAreOne() {
        assertThat(keyOf("2001:db8:1:2::1"))
                .isEqualTo("address 20010db800010002")
                .isEqualTo(keyOf("2001:db8:1:2:ffff::9"))
                .isNotEqualTo(keyOf("2001:db8:1:3::1"));
    }

    @Test
    void anAddressOfTheOlderKindIsItselfInTheNewerForm() {
        assertThat(keyOf("::ffff:192.0.2.1")).isEqualTo(keyOf("192.0.2.1"));
    }

    @Test
    void whoseAddressIsUnknownSharesABudget() {
        assertThat(keyOf(null)).isEqualTo("address ");
    }

    /** The key of an anonymous request from this address, whose headers name others. */
    private static String keyOf(@Nullable String address) {
        HttpHeaders headers = new HttpHeaders();
        headers.set("X-Forwarded-For", "198.51.100.1");
        headers.set("Forwarded", "for=198.51.100.2");
        return CallerKey.of(new WebGraphQlRequest(
                        URI.create("/graphql"),
                        headers,
                        new LinkedMultiValueMap<>(),
                        address == null ? null : new InetSocketAddress(address, 1234),
                        Map.of(),
                        new DefaultGraphQlRequest("{__typename}", null, null, null),
                        "id",
                        Locale.ENGLISH))
                .name();
    }
}
