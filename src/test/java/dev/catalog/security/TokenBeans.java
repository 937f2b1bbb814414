package dev.catalog.security;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/** The gateway's beans that judge tokens, by its settings, without the rest of it. */
final class TokenBeans implements AutoCloseable {

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    TokenBeans(Clock clock, String... settings) {
        TestPropertyValues.of(settings).applyTo(context);
        context.registerBean(Clock.class, () -> clock);
        context.register(Tokens.class);
        context.refresh();
    }

    /** Whom the token makes its bearer. */
    Caller callerOf(String token) {
        return Caller.of(
                context.getBean(AuthenticationManager.class).authenticate(new BearerTokenAuthenticationToken(token)));
    }

    @Override
    public void close() {
        context.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(SecurityProperties.class)
    @Import({TokenConfiguration.class, OAuth2ResourceServerAutoConfiguration.class})
    static class Tokens {}
}
