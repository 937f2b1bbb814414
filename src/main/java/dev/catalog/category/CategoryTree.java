package dev.catalog.category;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a write of a category asks of the others, and does to what is filed under it. Needs a transaction of the caller's. */
@Component
class CategoryTree {

    /** The advisory lock that transactions take to move categories, one after the other. */
    private static final long MOVES = 0x6361_7465_676f_7279L;

    private static final String LOCK_MOVES = "select 1 from pg_advisory_xact_lock(:moves)";

    /** No row can come to name it meanwhile, which a weaker lock would let. */
    private static final String LOCK_WHOLE = "select c.* from categories c where c.id = :id for update";

    private static final String WITH_SLUG = "select c.id from categories c where c.slug = :slug";

    private static final String WITH_PARENT = "select c.id from categories c where c.parent_id = :id limit 1";

    /** Each row is followed once, so a ring of parents that is there already ends. */
    private static final String UP_FROM_PARENT = "with recursive above(id) as ("
            + " select cast(:parent as bigint)"
            + " union select c.parent_id from above join categories c on c.id = above.id where c.parent_id is not null)"
            + " select above.id from above where above.id = :id";

    private static final String DELETE_PRODUCTS = "delete from products where category_id = :id";

    private final EntityManager entityManager;

    CategoryTree(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    /** Waits until no other transaction moves categories. Others wait until this one ends. */
    void lockMoves() {
        query(LOCK_MOVES).setParameter("moves", MOVES).getSingleResult();
    }

    /** Whether a category is the parent that is named, or anywhere above it. */
    boolean isOnTheWayUpFrom(long parentId, long id) {
        return isAny(query(UP_FROM_PARENT).setParameter("parent", parentId).setParameter("id", id));
    }

    /** Whether another category than this one has the slug. */
    boolean isTaken(String slug, @Nullable Long byOtherThan) {
        List<?> ids = query(WITH_SLUG).setParameter("slug", slug).getResultList();
        return ids.stream().anyMatch(id -> !id.equals(byOtherThan));
    }

    boolean hasSubcategories(long id) {
        return isAny(query(WITH_PARENT).setParameter("id", id));
    }

    /** The category, which no row can come to name until the transaction ends; null where there is none. */
    @Nullable
    CategoryEntity lockWhole(long id) {
        List<?> locked = entityManager
                .createNativeQuery(LOCK_WHOLE, CategoryEntity.class)
                .setParameter("id", id)
                .getResultList();
        return locked.isEmpty() ? null : (CategoryEntity) locked.getFirst();
    }

    void deleteProducts(long id) {
        query(DELETE_PRODUCTS).setParameter("id", id).executeUpdate();
    }

    private Query query(String sql) {
        return entityManager.createNativeQuery(sql);
    }

    private static boolean isAny(Query query) {
        return !query.getResultList().isEmpty();
    }
}
