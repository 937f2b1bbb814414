package dev.catalog.category;

import dev.catalog.relay.NodeLoader;
import org.springframework.stereotype.Component;

/** Lets {@code node} find categories. */
@Component
class CategoryNodeLoader implements NodeLoader<Category> {

    @Override
    public String typeName() {
        return Category.TYPE_NAME;
    }

    @Override
    public String dataLoaderName() {
        return "categoryById";
    }

    @Override
    public boolean isPublic(Category category) {
        return category.active();
    }

    @Override
    public String table() {
        return "categories";
    }
}
