package dev.catalog.support;

import java.lang.instrument.Instrumentation;
import java.lang.ref.Reference;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.jspecify.annotations.Nullable;

/** What objects keep on the heap, by the JVM's own word: all that is reachable from them, each object once. */
public final class Retained {

    private static final Instrumentation JVM = ByteBuddyAgent.install();

    /** Whatever of these is reachable is no part of what reaches it. */
    private static final List<Class<?>> APART =
            List.of(Class.class, ClassLoader.class, Module.class, Thread.class, Reference.class);

    private static final ClassValue<List<Field>> REFERENCES = new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
            return referencesOf(type);
        }
    };

    private Retained() {}

    /**
     * The bytes of the object and of what is reachable from it.
     *
     * @param apart the simple names of classes whose instances, and what only they reach, are left out
     */
    public static long bytes(Object root, String... apart) {
        Set<String> leaves = Set.of(apart);
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> left = new ArrayDeque<>();
        visit(root, seen, left);
        long bytes = 0;
        while (!left.isEmpty()) {
            Object next = left.pop();
            if (leaves.contains(next.getClass().getSimpleName())) {
                continue;
            }
            bytes += JVM.getObjectSize(next);
            if (next instanceof Object[] elements) {
                Arrays.stream(elements).forEach(element -> visit(element, seen, left));
            } else {
                REFERENCES.get(next.getClass()).forEach(field -> visit(value(field, next), seen, left));
            }
        }
        return bytes;
    }

    private static void visit(@Nullable Object object, Set<Object> seen, Deque<Object> left) {
        if (object != null && APART.stream().noneMatch(type -> type.isInstance(object)) && seen.add(object)) {
            left.push(object);
        }
    }

    private static @Nullable Object value(Field field, Object object) {
        try {
            return field.get(object);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Field> referencesOf(Class<?> type) {
        return Stream.<Class<?>>iterate(type, each -> each != null, Class::getSuperclass)
                .filter(each -> !each.isArray())
                .peek(Retained::open)
                .flatMap(each -> Arrays.stream(each.getDeclaredFields()))
                .filter(field -> !Modifier.isStatic(field.getModifiers())
                        && !field.getType().isPrimitive())
                .peek(field -> field.setAccessible(true))
                .toList();
    }

    private static void open(Class<?> type) {
        if (type.getModule().isNamed()) {
            JVM.redefineModule(
                    type.getModule(),
                    Set.of(),
                    Map.of(),
                    Map.of(type.getPackageName(), Set.of(Retained.class.getModule())),
                    Set.of(),
                    Map.of());
        }
    }
}
