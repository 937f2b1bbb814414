package dev.catalog.category;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Component;

/** The categories that written rows name. Needs a transaction of the caller's. */
@Component
public class CategoryReferences {

    private static final String HOLD = "select c.id from categories c where c.id = :id for key share";

    private final EntityManager entityManager;

    CategoryReferences(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    /**
     * Whether the category is there, which it stays until the transaction ends. Waits for who is just about to delete it. To be called before the
     * rows that are to name it are locked, as a deletion locks the category first too.
     */
    public boolean hold(long id) {
        return !entityManager
                .createNativeQuery(HOLD, Long.class)
                .setParameter("id", id)
                .getResultList()
                .isEmpty();
    }
}
