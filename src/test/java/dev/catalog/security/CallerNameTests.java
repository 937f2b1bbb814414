package dev.catalog.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

class CallerNameTests {

    @Test
    void whoSendsNoTokenIsAnonymous() {
        assertThat(CallerName.of(null)).isEqualTo("anonymous");
        assertThat(CallerName.of(new AnonymousAuthenticationToken(
                        "key", "anybody", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"))))
                .isEqualTo("anonymous");
    }

    @Test
    void aSubjectIsToldByItsHash() {
        String name = CallerName.of(jwt("first", "jane@shop.example"));

        assertThat(name).matches("jwt:[0-9a-f]{16}").isEqualTo(CallerName.of(jwt("second", "jane@shop.example")));
        assertThat(name).isNotEqualTo(CallerName.of(jwt("first", "john@shop.example")));
    }

    @Test
    void aTokenWithoutASubjectHasANameOfItsOwn() {
        String name = CallerName.of(jwt("first", null));

        assertThat(name).matches("jwt:[0-9a-f]{16}").isEqualTo(CallerName.of(jwt("first", null)));
        assertThat(name).isNotEqualTo(CallerName.of(jwt("second", null)));
    }

    private static JwtAuthenticationToken jwt(String token, @Nullable String subject) {
        Jwt jwt = Jwt.withTokenValue(token)
                .header("alg", "RS256")
                .claim("scope", "")
                .claims(claims -> {
                    if (subject != null) {
                        claims.put("sub", subject);
                    }
                })
                .build();
        return new JwtAuthenticationToken(jwt, List.of());
    }
}
