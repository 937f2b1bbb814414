package dev.catalog.product;

import dev.catalog.cache.ReadContext;
import dev.catalog.cache.WriteTransactions;
import dev.catalog.category.CategoryReferences;
import dev.catalog.relay.GlobalId;
import dev.catalog.relay.InputErrors;
import dev.catalog.relay.RowTimes;
import dev.catalog.relay.UserErrorCode;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes products, each call in one transaction. An input with errors changes nothing. */
@Component
class ProductWrites {

    private final EntityManager entityManager;
    private final WriteTransactions transactions;
    private final CategoryReferences categories;
    private final RowTimes times;

    ProductWrites(
            EntityManager entityManager,
            WriteTransactions transactions,
            CategoryReferences categories,
            RowTimes times) {
        this.entityManager = entityManager;
        this.transactions = transactions;
        this.categories = categories;
        this.times = times;
    }

    ProductPayload create(CreateProductInput input, ReadContext operation) {
        ProductValues values = input.values();
        return transactions.within(operation, () -> {
            InputErrors errors = new InputErrors();
            check(values, errors);
            if (!errors.areNone()) {
                return ProductPayload.refused(errors);
            }
            ProductEntity product = ProductEntity.madeAt(times.now());
            product.take(values);
            entityManager.persist(product);
            return ProductPayload.of(product.id);
        });
    }

    ProductPayload update(UpdateProductInput input, ReadContext operation) {
        Long id = databaseId(input.id());
        ProductValues values = input.values();
        return transactions.within(operation, () -> {
            InputErrors errors = new InputErrors();
            check(values, errors);
            ProductEntity product = locked(id, input.expectedUpdatedAt(), errors);
            if (product == null || !errors.areNone()) {
                return ProductPayload.refused(errors);
            }
            if (product.take(values)) {
                product.updatedAt = times.after(product.updatedAt);
            }
            return ProductPayload.of(id);
        });
    }

    DeleteProductPayload delete(DeleteProductInput input, ReadContext operation) {
        Long id = databaseId(input.id());
        return transactions.within(operation, () -> {
            InputErrors errors = new InputErrors();
            ProductEntity product = locked(id, input.expectedUpdatedAt(), errors);
            if (id == null || product == null || !errors.areNone()) {
                return new DeleteProductPayload(null, errors.all());
            }
            entityManager.remove(product);
            return new DeleteProductPayload(new GlobalId(Product.TYPE_NAME, id).toString(), List.of());
        });
    }

    private void check(ProductValues values, InputErrors errors) {
        values.check(errors);
        Long categoryId = values.categoryId().value();
        if (categoryId != null && !categories.hold(categoryId)) {
            errors.add("categoryId", UserErrorCode.NOT_FOUND, "No category has this id.");
        }
    }

    private @Nullable ProductEntity locked(@Nullable Long id, @Nullable Instant expected, InputErrors errors) {
        if (id == null) {
            errors.blank("id");
            return null;
        }
        ProductEntity product = entityManager.find(ProductEntity.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (product == null) {
            errors.add("id", UserErrorCode.NOT_FOUND, "No product has this id.");
        } else if (expected != null && !expected.equals(product.updatedAt)) {
            errors.add("expectedUpdatedAt", UserErrorCode.CONFLICT, "The product has changed meanwhile.");
        }
        return product;
    }

    private static @Nullable Long databaseId(@Nullable String id) {
        return id == null ? null : GlobalId.databaseId(id, Product.TYPE_NAME, "input.id");
    }
}
