package dev.catalog.relay;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Parameter;
import jakarta.persistence.Query;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.jpa.HibernateHints;
import org.springframework.stereotype.Component;

/** Runs SQL through JPA, in the caller's transaction where there is one. */
@Component
public class SqlQueries {

    private static final int PORTION = 1000;

    private final EntityManager entityManager;

    SqlQueries(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    /** The rows, each made by the named mapping of an entity. Values that the statement doesn't name are left aside. */
    public List<?> rows(String sql, String mapping, Map<String, Object> values) {
        return bind(entityManager.createNativeQuery(sql, mapping), values).getResultList();
    }

    /** The rows of a statement that selects nothing but an id and a count. */
    public List<IdCount> counts(String sql, Map<String, Object> values) {
        List<?> rows = bind(entityManager.createNativeQuery(sql), values).getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new IdCount((Long) row[0], Math.toIntExact((Long) row[1])))
                .toList();
    }

    /** The values of a statement that selects one text. Within a transaction they come in portions, so that nothing is held twice. */
    public List<String> texts(String sql, Map<String, Object> values) {
        List<?> texts = bind(entityManager.createNativeQuery(sql, String.class), values)
                .setHint(HibernateHints.HINT_FETCH_SIZE, PORTION)
                .getResultList();
        return texts.stream().map(String.class::cast).toList();
    }

    private static Query bind(Query query, Map<String, Object> values) {
        for (Parameter<?> parameter : query.getParameters()) {
            String name = parameter.getName();
            query.setParameter(name, Objects.requireNonNull(values.get(name), name));
        }
        return query;
    }

    /** How many rows were counted for an id. */
    public record IdCount(long id, int count) {}
}
