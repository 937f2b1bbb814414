package dev.catalog.startup;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.catalog.support.CatalogGatewayTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.jackson.JacksonMixin;
import org.springframework.boot.jackson.JacksonMixinModule;
import org.springframework.boot.jackson.JacksonMixinModuleEntries;
import org.springframework.context.ApplicationContext;

@CatalogGatewayTest
class MixinSearchTests {

    private final ApplicationContext beans;

    MixinSearchTests(ApplicationContext beans) {
        this.beans = beans;
    }

    @Test
    void aStartSearchesForNoMixins() {
        assertThat(beans.getBeanNamesForType(JacksonMixinModuleEntries.class)).isEmpty();
        assertThat(beans.getBeanNamesForType(JacksonMixinModule.class)).isEmpty();
    }

    @Test
    void thereAreNone() {
        noClasses()
                .should()
                .beAnnotatedWith(JacksonMixin.class)
                .check(new ClassFileImporter().importPackages("dev.catalog"));
    }
}
