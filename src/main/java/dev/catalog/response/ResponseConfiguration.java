package dev.catalog.response;

import dev.catalog.cache.CacheProperties;
import dev.catalog.cache.DerivedValues;
import dev.catalog.cache.Lineages;
import dev.catalog.feed.ChangeFeed;
import dev.catalog.graphql.RequestTimes;
import dev.catalog.graphql.ResultWriter;
import dev.catalog.limits.LimitsProperties;
import dev.catalog.limits.RateLimitProperties;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.graphql.autoconfigure.GraphQlProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.cors.CorsProcessor;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import tools.jackson.databind.json.JsonMapper;

/** The response cache, where it is switched on, and what its answers are made of too. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(
        name = {"catalog.cache.enabled", "catalog.response-cache.enabled"},
        matchIfMissing = true)
class ResponseConfiguration {

    @Bean
    ResponseCache responseCache(
            ResponseCacheProperties properties,
            CacheProperties cache,
            DerivedValues shared,
            Lineages lineages,
            ChangeFeed feed,
            MeterRegistry meters) {
        NodeAnswers own = new NodeAnswers(properties.size().toBytes()).measuredBy(meters);
        return new ResponseCache(
                own,
                new Answers(own, shared, lineages),
                new AnswerFlights(cache.patience()),
                new AnswerWriter(feed),
                new ResponseMetrics(meters));
    }

    // Behind Spring Boot's own valve, which knows of the proxies in front; the server is made before what reads the
    // catalog.
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> answerValve(
            GraphQlProperties properties,
            @Qualifier("allowedOrigins") UrlBasedCorsConfigurationSource allowedOrigins,
            CorsProcessor origins,
            RateLimitProperties budgets,
            ObjectProvider<ResponseCache> responses,
            ObjectProvider<RequestTimes> times) {
        String path = properties.getHttp().getPath();
        return tomcat -> tomcat.addEngineValves(new AnswerValve(
                path,
                allowedOrigins.getCorsConfigurations().get(path),
                origins,
                budgets.costPerMinute() != null,
                SingletonSupplier.of(responses::getObject),
                SingletonSupplier.of(times::getObject)));
    }

    @Bean
    AnswerInterceptor answerInterceptor(
            GraphQlSource source,
            ResponseCache responses,
            Lineages lineages,
            ResultWriter results,
            LimitsProperties limits,
            JsonMapper json) {
        return new AnswerInterceptor(new OperationKeys(source.schema(), json, limits), responses, lineages, results);
    }
}
