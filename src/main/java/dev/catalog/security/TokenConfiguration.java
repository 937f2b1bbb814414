package dev.catalog.security;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.JwkSetUriJwtDecoderBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.web.client.RestTemplate;

/**
 * Which tokens are taken: those of the settings and, where {@code spring.security.oauth2.resourceserver.jwt.*} names one,
 * those of an identity provider. To Spring's decoder of the latter come the gateway's clock, the type that RFC 9068 gives
 * access tokens, and how often and for how long the provider is asked.
 */
@Configuration(proxyBeanMethods = false)
class TokenConfiguration {

    private static final Logger log = LoggerFactory.getLogger(TokenConfiguration.class);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    /** The tokens of the settings come first: the identity provider hears nothing of them. */
    @Bean
    AuthenticationManager tokenAuthentication(
            SecurityProperties properties,
            ObjectProvider<JwtDecoder> decoder,
            ObjectProvider<JwtAuthenticationConverter> converter,
            IdentityProvider provider) {
        List<AuthenticationProvider> tokens = new ArrayList<>();
        tokens.add(new StaticTokens(properties));
        decoder.ifAvailable(made -> tokens.add(
                new IdentityTokens(made, converter.getIfAvailable(JwtAuthenticationConverter::new), provider)));
        if (properties.none() && tokens.size() == 1) {
            log.info(
                    "No token is set, so every caller is anonymous; catalog.security.admin-token makes an administrator");
        }
        return new ProviderManager(tokens);
    }

    @Bean
    IdentityProvider identityProvider(Clock clock) {
        return new IdentityProvider(clock);
    }

    @Bean
    JwtTimestampValidator jwtTimestampValidator(Clock clock) {
        JwtTimestampValidator validator = new JwtTimestampValidator(TokenExpiry.CLOCK_SKEW);
        validator.setClock(clock);
        return validator;
    }

    @Bean
    JwtTypeValidator jwtTypeValidator() {
        JwtTypeValidator validator = new JwtTypeValidator("JWT", "at+jwt", "application/at+jwt");
        validator.setAllowEmpty(true);
        return validator;
    }

    @Bean
    JwkSetUriJwtDecoderBuilderCustomizer signingKeys(IdentityProvider provider, Clock clock) {
        SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout(LONGEST_WAIT);
        requests.setReadTimeout(LONGEST_WAIT);
        RestTemplate rest = new RestTemplate(requests);
        rest.getInterceptors().add(provider);
        SigningKeys keys = new SigningKeys(provider, clock);
        return decoder -> decoder.restOperations(rest).cache(keys).jwsAlgorithms(TokenConfiguration::orThoseOfAnyKey);
    }

    // Spring would take those of the first keys that an issuer tells, for good. Each key still says what it is for.
    private static void orThoseOfAnyKey(Set<SignatureAlgorithm> ofTheSettings) {
        if (ofTheSettings.isEmpty()) {
            ofTheSettings.addAll(List.of(SignatureAlgorithm.values()));
        }
    }

    /** A token that is bound to its client's key proves nothing without it, and nobody here asks for that proof. */
    @Bean
    OAuth2TokenValidator<Jwt> unboundTokens() {
        OAuth2Error bound = new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, "Jwt bound to a key", null);
        return token -> token.hasClaim("cnf")
                ? OAuth2TokenValidatorResult.failure(bound)
                : OAuth2TokenValidatorResult.success();
    }
}
