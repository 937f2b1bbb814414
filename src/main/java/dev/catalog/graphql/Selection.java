package dev.catalog.graphql;

import graphql.execution.MergedField;
import graphql.execution.MergedSelectionSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an operation selects of the objects of a type in one place: fields that are read at once, and fields that are left to
 * graphql-java. One whose value was not at hand, or could not be read, is left to it from then on.
 */
final class Selection {

    /** Reads a field of an object, as it is in the answer. */
    interface Part {

        /** Gives {@link HeldFetcher#ABSENT} where the value is not at hand. That, or fails, where graphql-java has an error to tell. */
        @Nullable
        Object read(Object source) throws Exception;
    }

    private static final class Selected {

        private final String key;
        private final MergedField field;
        private volatile @Nullable Part part;

        Selected(String key, MergedField field, @Nullable Part part) {
            this.key = key;
            this.field = field;
            this.part = part;
        }

        boolean isLeft() {
            return part == null;
        }

        @Nullable
        Object read(Object source) {
            Part known = part;
            Object value = known == null ? HeldFetcher.ABSENT : read(known, source);
            if (HeldFetcher.ABSENT.equals(value)) {
                part = null;
            }
            return value;
        }

        private static @Nullable Object read(Part part, Object source) {
            try {
                return part.read(source);
            } catch (Exception e) {
                // Told by graphql-java, which fetches it again.
                return HeldFetcher.ABSENT;
            }
        }
    }

    private final List<Selected> fields;
    private volatile MergedSelectionSet others =
            MergedSelectionSet.newMergedSelectionSet().build();

    private Selection(List<Selected> fields) {
        this.fields = fields;
    }

    /** @param parts finds what reads a field; null for one that is left to graphql-java */
    static Selection of(MergedSelectionSet fields, Function<MergedField, @Nullable Part> parts) {
        List<Selected> all = new ArrayList<>(fields.size());
        fields.getSubFields().forEach((key, field) -> all.add(new Selected(key, field, parts.apply(field))));
        return new Selection(all);
    }

    /** What can be read of the object, with a place for each of the fields that can't. */
    Map<String, @Nullable Object> partOf(Object source) {
        Map<String, @Nullable Object> values = LinkedHashMap.newLinkedHashMap(fields.size());
        for (Selected field : fields) {
            Object value = field.read(source);
            values.put(field.key, HeldFetcher.ABSENT.equals(value) ? null : value);
        }
        return values;
    }

    /** The fields that are left to graphql-java, those that have just been found to be included. */
    MergedSelectionSet others() {
        MergedSelectionSet known = others;
        // They only become more, so as many are the same.
        if (known.size() != countLeft()) {
            known = left();
            others = known;
        }
        return known;
    }

    private int countLeft() {
        int left = 0;
        for (Selected field : fields) {
            if (field.isLeft()) {
                left++;
            }
        }
        return left;
    }

    private MergedSelectionSet left() {
        Map<String, MergedField> left = new LinkedHashMap<>();
        fields.stream().filter(Selected::isLeft).forEach(field -> left.put(field.key, field.field));
        return MergedSelectionSet.newMergedSelectionSet().subFields(left).build();
    }

    /** The object, or {@link HeldFetcher#ABSENT} where something that is selected of it can't be read at once, or it is no record. */
    Object whole(@Nullable Object source) {
        if (!(source instanceof Record) || countLeft() > 0) {
            return HeldFetcher.ABSENT;
        }
        Map<String, @Nullable Object> values = LinkedHashMap.newLinkedHashMap(fields.size());
        for (Selected field : fields) {
            Object value = field.read(source);
            if (HeldFetcher.ABSENT.equals(value)) {
                return HeldFetcher.ABSENT;
            }
            values.put(field.key, value);
        }
        return values;
    }

    /** The objects, or {@link HeldFetcher#ABSENT} where one of them is not there as a whole. */
    Object all(Collection<?> sources) {
        List<Object> objects = new ArrayList<>(sources.size());
        for (Object source : sources) {
            Object object = whole(source);
            if (HeldFetcher.ABSENT.equals(object)) {
                return object;
            }
            objects.add(object);
        }
        return objects;
    }
}
