package dev.catalog.startup;

import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Spares a start the search for Jackson's mixins, of which the gateway has none: to find them, Spring Boot lists all that the jar has
 * and reads each class of the gateway.
 */
@Configuration(proxyBeanMethods = false)
class MixinSearch {

    @Bean
    static BeanDefinitionRegistryPostProcessor withoutMixinSearch() {
        return beans -> {
            beans.removeBeanDefinition("jacksonMixinModule");
            beans.removeBeanDefinition("jacksonMixinModuleEntries");
        };
    }
}
