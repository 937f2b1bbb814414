package dev.catalog.relay;

import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds out, once a start, what the database offers to a search. */
@Configuration(proxyBeanMethods = false)
class SearchConfiguration {

    private static final String TRIGRAM_SCHEMA = "SELECT n.nspname FROM pg_extension e"
            + " JOIN pg_namespace n ON n.oid = e.extnamespace"
            + " WHERE e.extname = 'pg_trgm' AND has_schema_privilege(n.oid, 'USAGE')";

    @Bean
    @DependsOnDatabaseInitialization
    SearchSql searchSql(JdbcClient jdbc) {
        return new SearchSql(
                jdbc.sql(TRIGRAM_SCHEMA).query(String.class).optional().orElse(null));
    }
}
