package dev.catalog.category;

import dev.catalog.cache.ReadContext;
import dev.catalog.cache.WriteTransactions;
import dev.catalog.relay.GlobalId;
import dev.catalog.relay.InputErrors;
import dev.catalog.relay.RowTimes;
import dev.catalog.relay.SqlText;
import dev.catalog.relay.UserErrorCode;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/** Writes categories, each call in one transaction. An input with errors changes nothing. */
@Component
class CategoryWrites {

    private final EntityManager entityManager;
    private final WriteTransactions transactions;
    private final CategoryReferences references;
    private final CategoryTree tree;
    private final RowTimes times;

    CategoryWrites(
            EntityManager entityManager,
            WriteTransactions transactions,
            CategoryReferences references,
            CategoryTree tree,
            RowTimes times) {
        this.entityManager = entityManager;
        this.transactions = transactions;
        this.references = references;
        this.tree = tree;
        this.times = times;
    }

    CategoryPayload create(CreateCategoryInput input, ReadContext operation) {
        CategoryValues values = input.values();
        return withUniqueSlug(operation, () -> {
            InputErrors errors = new InputErrors();
            check(values, null, errors);
            if (!errors.areNone()) {
                return CategoryPayload.refused(errors);
            }
            CategoryEntity category = CategoryEntity.madeAt(times.now());
            category.take(values);
            entityManager.persist(category);
            return CategoryPayload.of(category.id);
        });
    }

    CategoryPayload update(UpdateCategoryInput input, ReadContext operation) {
        Long id = databaseId(input.id());
        CategoryValues values = input.values();
        return withUniqueSlug(operation, () -> {
            InputErrors errors = new InputErrors();
            Long parentId = values.parentId().value();
            if (parentId != null) {
                tree.lockMoves();
            }
            check(values, id, errors);
            CategoryEntity category =
                    id == null ? null : entityManager.find(CategoryEntity.class, id, LockModeType.PESSIMISTIC_WRITE);
            checkFound(id, category, input.expectedUpdatedAt(), errors);
            if (category != null && id != null && parentId != null && tree.isOnTheWayUpFrom(parentId, id)) {
                errors.add(
                        "parentId", UserErrorCode.INVALID, "The parent is the category itself, or somewhere below it.");
            }
            if (category == null || !errors.areNone()) {
                return CategoryPayload.refused(errors);
            }
            if (category.take(values)) {
                category.updatedAt = times.after(category.updatedAt);
            }
            return CategoryPayload.of(id);
        });
    }

    DeleteCategoryPayload delete(DeleteCategoryInput input, ReadContext operation) {
        Long id = databaseId(input.id());
        return transactions.within(operation, () -> {
            InputErrors errors = new InputErrors();
            CategoryEntity category = id == null ? null : tree.lockWhole(id);
            checkFound(id, category, input.expectedUpdatedAt(), errors);
            if (category != null && id != null && tree.hasSubcategories(id)) {
                errors.add("id", UserErrorCode.CONFLICT, "The category still has subcategories.");
            }
            if (id == null || category == null || !errors.areNone()) {
                return new DeleteCategoryPayload(null, errors.all());
            }
            tree.deleteProducts(id);
            entityManager.remove(category);
            return new DeleteCategoryPayload(new GlobalId(Category.TYPE_NAME, id).toString(), List.of());
        });
    }

    /** Writes once more where another transaction took the slug after this one had looked: now it is seen. */
    private CategoryPayload withUniqueSlug(ReadContext operation, Supplier<CategoryPayload> write) {
        try {
            return transactions.within(operation, write);
        } catch (DataIntegrityViolationException e) {
            return transactions.within(operation, write);
        }
    }

    private void check(CategoryValues values, @Nullable Long id, InputErrors errors) {
        values.check(errors);
        String slug = values.slug().value();
        if (slug != null && SqlText.isStorable(slug) && tree.isTaken(slug, id)) {
            errors.add("slug", UserErrorCode.TAKEN, "Another category has this slug.");
        }
        Long parentId = values.parentId().value();
        if (parentId != null && !references.hold(parentId)) {
            errors.add("parentId", UserErrorCode.NOT_FOUND, "No category has this id.");
        }
    }

    private static void checkFound(
            @Nullable Long id, @Nullable CategoryEntity category, @Nullable Instant expected, InputErrors errors) {
        if (id == null) {
            errors.blank("id");
        } else if (category == null) {
            errors.add("id", UserErrorCode.NOT_FOUND, "No category has this id.");
        } else if (expected != null && !expected.equals(category.updatedAt)) {
            errors.add("expectedUpdatedAt", UserErrorCode.CONFLICT, "The category has changed meanwhile.");
        }
    }

    private static @Nullable Long databaseId(@Nullable String id) {
        return id == null ? null : GlobalId.databaseId(id, Category.TYPE_NAME, "input.id");
    }
}
