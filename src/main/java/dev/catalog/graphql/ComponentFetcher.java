package dev.catalog.graphql;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.LightDataFetcher;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads a field that is a component of a record, or whatever else a method of its name gives without arguments. How is found out once, as the objects of a field are of one class as a rule;
 * graphql-java, which is left to read all else, looks it up for each value.
 */
final class ComponentFetcher implements LightDataFetcher<@Nullable Object> {

    /** @param read gives the component of a record of the type; null where it has no such method */
    private record Reader(Class<?> type, @Nullable MethodHandle read) {}

    private final LightDataFetcher<?> properties;
    private volatile @Nullable Reader last;

    /** @param properties reads what is no component of a record */
    ComponentFetcher(LightDataFetcher<?> properties) {
        this.properties = properties;
    }

    @Override
    public @Nullable Object get(
            GraphQLFieldDefinition field, @Nullable Object source, Supplier<DataFetchingEnvironment> environment)
            throws Exception {
        MethodHandle read = source == null ? null : reader(source.getClass(), field.getName());
        return read == null ? properties.get(field, source, environment) : read(read, source);
    }

    @Override
    public @Nullable Object get(DataFetchingEnvironment environment) throws Exception {
        return get(environment.getFieldDefinition(), environment.getSource(), () -> environment);
    }

    /** That component, or what a method of its name gives; fails where the object is no record or has no such thing. */
    @Nullable
    Object component(Object source, String name) throws Exception {
        MethodHandle read = reader(source.getClass(), name);
        if (read == null) {
            throw new IllegalArgumentException("No component");
        }
        return read(read, source);
    }

    private @Nullable MethodHandle reader(Class<?> type, String name) {
        Reader known = last;
        if (known == null || known.type() != type) {
            known = new Reader(type, find(type, name));
            last = known;
        }
        return known.read();
    }

    private static @Nullable MethodHandle find(Class<?> type, String name) {
        return type.isRecord()
                ? Arrays.stream(type.getMethods())
                        .filter(method -> method.getName().equals(name) && isAccessor(method))
                        .findFirst()
                        .map(ComponentFetcher::handle)
                        .orElse(null)
                : null;
    }

    private static boolean isAccessor(Method method) {
        return method.getParameterCount() == 0
                && !Modifier.isStatic(method.getModifiers())
                && method.getReturnType() != void.class
                && method.getDeclaringClass() != Object.class;
    }

    private static MethodHandle handle(Method accessor) {
        accessor.setAccessible(true);
        try {
            return MethodHandles.lookup().unreflect(accessor).asType(MethodType.methodType(Object.class, Object.class));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("It was made accessible", e);
        }
    }

    private static @Nullable Object read(MethodHandle component, @Nullable Object source) throws Exception {
        try {
            return (Object) component.invokeExact(source);
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new UndeclaredThrowableException(e);
        }
    }
}
