package dev.catalog.startup;

import org.springframework.boot.jpa.autoconfigure.EntityManagerFactoryBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

/** What need not be waited for is made beside the rest of a start: Hibernate takes a seventh of it, and nobody reads before its end. */
@Configuration(proxyBeanMethods = false)
class BackgroundStart {

    // An executor that is a bean would be found by others, as by the controllers of Spring GraphQL.
    @Bean
    EntityManagerFactoryBuilderCustomizer entityManagerFactoryInBackground() {
        return builder -> builder.setBootstrapExecutor(new SimpleAsyncTaskExecutor("jpa-"));
    }
}
