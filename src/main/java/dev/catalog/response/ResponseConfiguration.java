package dev.catalog.response;

import dev.catalog.cache.CacheProperties;
import dev.catalog.cache.DerivedValues;
import dev.catalog.cache.Lineages;
import dev.catalog.feed.ChangeFeed;
import dev.catalog.graphql.ResultWriter;
import dev.catalog.limits.LimitsProperties;
import dev.catalog.limits.RateLimitProperties;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.graphql.autoconfigure.GraphQlProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.CorsProcessor;
import tools.jackson.databind.json.JsonMapper;

/** The response cache, where it is switched on, and what its answers are made of too. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(
        name = {"catalog.cache.enabled", "catalog.response-cache.enabled"},
        matchIfMissing = true)
class ResponseConfiguration {

    /** Right behind the filters that give the request its id and bound its body. */
    private static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 2;

    @Bean
    ResponseCache responseCache(
            ResponseCacheProperties properties,
            CacheProperties cache,
            DerivedValues shared,
            Lineages lineages,
            ChangeFeed feed,
            MeterRegistry meters) {
        return new ResponseCache(
                new Answers(properties.size().toBytes(), shared, lineages, meters),
                new AnswerFlights(cache.patience()),
                new AnswerWriter(feed),
                new ResponseMetrics(meters));
    }

    // The server makes its filters before what reads the catalog can be made.
    @Bean
    FilterRegistrationBean<AnswerFilter> answerFilter(
            GraphQlProperties properties,
            @Qualifier("allowedOrigins") CorsConfigurationSource allowedOrigins,
            CorsProcessor origins,
            RateLimitProperties budgets,
            ObjectProvider<ResponseCache> responses) {
        String path = properties.getHttp().getPath();
        boolean counted = budgets.costPerMinute() != null;
        FilterRegistrationBean<AnswerFilter> filter = new FilterRegistrationBean<>(
                new AnswerFilter(path, allowedOrigins, origins, counted, SingletonSupplier.of(responses::getObject)));
        filter.addUrlPatterns(path);
        filter.setOrder(ORDER);
        return filter;
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
