package dev.catalog.security;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.pathPattern;

import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.graphql.autoconfigure.GraphQlCorsProperties;
import org.springframework.boot.graphql.autoconfigure.GraphQlProperties;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.security.web.header.writers.CompositeHeaderWriter;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.HstsHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.XContentTypeOptionsHeaderWriter;
import org.springframework.security.web.header.writers.XXssProtectionHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.CorsProcessor;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/**
 * The HTTP filter chain: anybody may ask, a token that is given must be valid, and no state is kept between requests.
 * <p>What a caller may see or do is not decided here but field by field, by the scopes of the schema.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    // For answers that are data. A page, such as GraphiQL, sets a policy of its own, which stays.
    private static final String NOTHING_TO_LOAD = "default-src 'none'; frame-ancestors 'none'";

    /** Of each of its filters there is nothing to be observed. */
    @Bean
    SecurityObservationSettings securityObservationSettings() {
        return SecurityObservationSettings.noObservations();
    }

    /**
     * Of the endpoint. Who calls is found, or refused; all else that Spring Security has filters for, as sessions and rights to
     * paths, means nothing here, and every operation would pay for it.
     */
    @Bean
    @Order(0)
    SecurityFilterChain endpointFilterChain(
            HttpSecurity http,
            AuthenticationManager tokenAuthentication,
            AuthenticationEntryPoint unauthenticated,
            GraphQlProperties endpoint,
            @Qualifier("allowedOrigins") CorsConfigurationSource allowedOrigins,
            CorsProcessor origins,
            HeaderWriter safeHeaders) {
        return stateless(http)
                .securityMatcher(pathPattern(endpoint.getHttp().getPath()))
                // In place of Spring's own, which can't be given what judges.
                .addFilter(pages(allowedOrigins, origins))
                .addFilter(bearerTokens(tokenAuthentication, unauthenticated))
                .headers(headers -> headers.defaultsDisabled().addHeaderWriter(safeHeaders))
                .anonymous(AbstractHttpConfigurer::disable)
                .exceptionHandling(AbstractHttpConfigurer::disable)
                .build();
    }

    /** Of pages and of what operators ask for. */
    @Bean
    SecurityFilterChain gatewayFilterChain(
            HttpSecurity http,
            AuthenticationManager tokenAuthentication,
            AuthenticationEntryPoint unauthenticated,
            AccessDeniedHandler forbidden,
            HeaderWriter safeHeaders) {
        return stateless(http)
                .addFilter(bearerTokens(tokenAuthentication, unauthenticated))
                .headers(headers -> headers.defaultsDisabled()
                        .addHeaderWriter(safeHeaders)
                        .addHeaderWriter(new CacheControlHeadersWriter()))
                .exceptionHandling(exceptions ->
                        exceptions.authenticationEntryPoint(unauthenticated).accessDeniedHandler(forbidden))
                .authorizeHttpRequests(requests -> requests.requestMatchers(EndpointRequest.to("health", "prometheus"))
                        .permitAll()
                        .requestMatchers(EndpointRequest.toAnyEndpoint(), EndpointRequest.toLinks())
                        .denyAll()
                        .anyRequest()
                        .permitAll())
                .build();
    }

    // Browsers send no bearer token by themselves, so that there is nothing to forge: CSRF protection has no use.
    private static HttpSecurity stateless(HttpSecurity http) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .cors(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .securityContext(
                        context -> context.securityContextRepository(new RequestAttributeSecurityContextRepository()));
    }

    /** What keeps a browser from making something else of an answer. How it may be kept is said where it is made. */
    @Bean
    HeaderWriter safeHeaders() {
        return new CompositeHeaderWriter(List.of(
                new XContentTypeOptionsHeaderWriter(),
                new XXssProtectionHeaderWriter(),
                new XFrameOptionsHeaderWriter(),
                new ContentSecurityPolicyHeaderWriter(NOTHING_TO_LOAD),
                new ReferrerPolicyHeaderWriter(ReferrerPolicy.NO_REFERRER),
                // Other hosts below this one are not the gateway's to decide on.
                new HstsHeaderWriter(false)));
    }

    // Spring's own check comes after the tokens': a page of an allowed origin could not read that its token is refused.
    @Bean
    UrlBasedCorsConfigurationSource allowedOrigins(GraphQlCorsProperties origins, GraphQlProperties endpoint) {
        UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
        CorsConfiguration configuration = origins.toCorsConfiguration();
        if (configuration != null) {
            // Where headers are not set, they are all, as in Spring MVC.
            source.registerCorsConfiguration(
                    endpoint.getHttp().getPath(),
                    new CorsConfiguration().applyPermitDefaultValues().combine(configuration));
        }
        return source;
    }

    private static CorsFilter pages(CorsConfigurationSource allowedOrigins, CorsProcessor origins) {
        CorsFilter filter = new CorsFilter(allowedOrigins);
        filter.setCorsProcessor(origins);
        return filter;
    }

    private static BearerTokenAuthenticationFilter bearerTokens(
            AuthenticationManager manager, AuthenticationEntryPoint unauthenticated) {
        BearerTokenAuthenticationConverter converter = new BearerTokenAuthenticationConverter();
        converter.setBearerTokenResolver(new AuthorizationHeader());
        BearerTokenAuthenticationFilter filter = new BearerTokenAuthenticationFilter(manager, converter);
        filter.setAuthenticationEntryPoint(unauthenticated);
        // Spring's own throws what says that a token can't be judged now, and nobody would catch it.
        filter.setAuthenticationFailureHandler(unauthenticated::commence);
        return filter;
    }
}
