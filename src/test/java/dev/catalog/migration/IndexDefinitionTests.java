package dev.catalog.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.relay.SearchDocument;
import java.util.List;
import org.junit.jupiter.api.Test;

class IndexDefinitionTests {

    private static final List<IndexDefinition> INDEXES = IndexDefinition.all();

    @Test
    void namesAreOursAndEachIsThereOnce() {
        assertThat(INDEXES)
                .extracting(IndexDefinition::name)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.startsWith("catalog_") && name.length() < 64);
    }

    @Test
    void tablesAreThoseOfTheCatalog() {
        assertThat(INDEXES).extracting(IndexDefinition::table).containsOnly("products", "categories");
    }

    @Test
    void searchesFindTheirExpressionsInTheIndexes() {
        SearchDocument products = new SearchDocument("products", "name", "description");
        SearchDocument categories = new SearchDocument("categories", "name", null);

        assertThat(sql("catalog_products_words")).endsWith("((" + products.wordsSql("products") + "))");
        assertThat(sql("catalog_products_name_trigrams"))
                .endsWith("((" + products.nameSql("products") + ") gin_trgm_ops)");
        assertThat(sql("catalog_categories_words")).endsWith("((" + categories.wordsSql("categories") + "))");
        assertThat(sql("catalog_categories_name_trigrams"))
                .endsWith("((" + categories.nameSql("categories") + ") gin_trgm_ops)");
    }

    private static String sql(String name) {
        return INDEXES.stream()
                .filter(index -> index.name().equals(name))
                .findFirst()
                .orElseThrow()
                .sql();
    }
}
