package dev.catalog.support;

import javax.sql.DataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** Puts a {@link QueryCounter} in front of the gateway's DataSource. */
@TestConfiguration(proxyBeanMethods = false)
class QueryCounterConfiguration {

    @Bean
    QueryCounter queryCounter() {
        return new QueryCounter();
    }

    @Bean
    static BeanPostProcessor countedDataSource(ObjectProvider<QueryCounter> counter) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String beanName) {
                return bean instanceof DataSource dataSource ? counted(dataSource, counter.getObject()) : bean;
            }
        };
    }

    private static DataSource counted(DataSource dataSource, QueryCounter counter) {
        return ProxyDataSourceBuilder.create(dataSource)
                .beforeQuery((_, queries) -> queries.forEach(query -> counter.sending(query.getQuery())))
                .build();
    }
}
