package dev.catalog.cache;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;

/** What the values of regions take of the heap, in bytes: records of numbers, texts, times and lists, and of such records. */
final class ValueSize {

    private static final int TEXT = HeapSize.object(HeapSize.REFERENCE + Integer.BYTES + 2 * Byte.BYTES);
    private static final int DECIMAL = HeapSize.object(2 * HeapSize.REFERENCE + 2 * Integer.BYTES + Long.BYTES);
    private static final int INSTANT = HeapSize.object(Long.BYTES + Integer.BYTES);
    private static final int LIST = HeapSize.object(HeapSize.REFERENCE + 2 * Integer.BYTES);
    private static final char LAST_LATIN = 0xff;

    private static final ClassValue<Shape> SHAPES = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            return Shape.of(type);
        }
    };

    private ValueSize() {}

    // The commonest first; see ResultWriter for why this is no switch.
    static int of(@Nullable Object value) {
        if (value instanceof String text) {
            return of(text);
        } else if (value instanceof Instant) {
            return INSTANT;
        } else if (value instanceof BigDecimal) {
            return DECIMAL;
        } else if (value instanceof Record parts) {
            return SHAPES.get(parts.getClass()).sizeOf(parts);
        } else if (value instanceof Collection<?> list) {
            return of(list);
        } else if (value instanceof Long || value instanceof Double) {
            return HeapSize.object(Long.BYTES);
        } else if (value instanceof Integer) {
            return HeapSize.object(Integer.BYTES);
        }
        // What is shared, as true and false are.
        return 0;
    }

    private static int of(String text) {
        int bytes = isLatin(text) ? text.length() : text.length() * Character.BYTES;
        return TEXT + HeapSize.array(bytes);
    }

    private static boolean isLatin(String text) {
        for (int n = 0; n < text.length(); n++) {
            if (text.charAt(n) > LAST_LATIN) {
                return false;
            }
        }
        return true;
    }

    private static int of(Collection<?> list) {
        int size = list.isEmpty() ? 0 : LIST + HeapSize.array(list.size() * HeapSize.REFERENCE);
        for (Object item : list) {
            size += of(item);
        }
        return size;
    }

    /**
     * What all records of a class have in common.
     *
     * @param own what one takes without its parts
     * @param parts the accessors of those that are objects
     */
    private record Shape(int own, List<Method> parts) {

        static Shape of(Class<?> type) {
            int fields = 0;
            List<Method> parts = new ArrayList<>();
            for (RecordComponent component : type.getRecordComponents()) {
                fields += sizeOf(component.getType());
                if (!component.getType().isPrimitive()) {
                    Method accessor = component.getAccessor();
                    ReflectionUtils.makeAccessible(accessor);
                    parts.add(accessor);
                }
            }
            return new Shape(HeapSize.object(fields), List.copyOf(parts));
        }

        private static int sizeOf(Class<?> field) {
            if (field == long.class || field == double.class) {
                return Long.BYTES;
            }
            return field == boolean.class ? Byte.BYTES : HeapSize.REFERENCE;
        }

        int sizeOf(Object value) {
            int size = own;
            for (Method part : parts) {
                size += ValueSize.of(ReflectionUtils.invokeMethod(part, value));
            }
            return size;
        }
    }
}
