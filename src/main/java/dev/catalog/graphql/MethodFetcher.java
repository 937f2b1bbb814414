package dev.catalog.graphql;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.ArgumentValue;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.execution.SelfDescribingDataFetcher;
import org.springframework.util.ClassUtils;

/**
 * Calls a controller's method with what it declares where nothing has to be converted: the object that the field is of, DataLoaders,
 * and arguments whose values are of the parameter's type already. Spring, which would look for who knows each parameter with every call, is
 * left to do all else; it costs several times what the method does, for each field of each object.
 */
final class MethodFetcher implements HeldFetcher {

    /** The types of arguments that need no binding, as they are what scalars come to. */
    private static final Set<Class<?>> SCALARS = Set.of(String.class, Integer.class, Long.class, Boolean.class);

    /** What a parameter is to be cannot be told without binding. */
    private static final Object UNBOUND = new Object();

    private final MethodHandle method;
    private final List<Function<DataFetchingEnvironment, @Nullable Object>> parameters;
    private final boolean readsAlone;
    private final DataFetcher<?> binding;

    /** @param readsAlone whether the method does nothing but to ask DataLoaders */
    private MethodFetcher(
            MethodHandle method,
            List<Function<DataFetchingEnvironment, @Nullable Object>> parameters,
            boolean readsAlone,
            DataFetcher<?> binding) {
        this.method = method;
        this.parameters = parameters;
        this.readsAlone = readsAlone;
        this.binding = binding;
    }

    /**
     * Calls the method of Spring's fetcher, or is that fetcher itself where there is no such method, or one that may block.
     *
     * @param beans finds the controller by its type
     */
    static DataFetcher<?> of(DataFetcher<?> fetcher, Function<Class<?>, Object> beans) {
        Method method = fetcher instanceof SelfDescribingDataFetcher<?> described ? described.asMethod() : null;
        List<Class<?>> types = method == null ? List.of() : List.of(method.getParameterTypes());
        if (method == null
                || !CompletionStage.class.isAssignableFrom(method.getReturnType())
                || types.contains(ArgumentValue.class)) {
            return fetcher;
        }
        List<Function<DataFetchingEnvironment, @Nullable Object>> parameters =
                Arrays.stream(method.getParameters()).map(MethodFetcher::reader).toList();
        boolean readsAlone = types.contains(DataLoader.class) && !types.contains(DataFetchingEnvironment.class);
        return new MethodFetcher(
                handle(method, beans.apply(method.getDeclaringClass())), parameters, readsAlone, fetcher);
    }

    private static MethodHandle handle(Method method, Object controller) {
        method.setAccessible(true);
        try {
            return MethodHandles.lookup()
                    .unreflect(method)
                    .bindTo(controller)
                    .asSpreader(Object[].class, method.getParameterCount())
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("It was made accessible", e);
        }
    }

    private static Function<DataFetchingEnvironment, @Nullable Object> reader(Parameter parameter) {
        Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(parameter.getType());
        Argument argument = parameter.getAnnotation(Argument.class);
        if (argument != null) {
            String name = argument.value().isEmpty() ? parameter.getName() : argument.value();
            boolean nullable = !parameter.getType().isPrimitive();
            boolean scalar = SCALARS.contains(type);
            return field -> {
                Object value = field.getArgument(name);
                return (value == null && nullable) || (scalar && type.isInstance(value)) ? value : UNBOUND;
            };
        }
        if (type == DataLoader.class) {
            String name = parameter.getName();
            return field -> known(field.getDataLoader(name));
        }
        if (type == DataFetchingEnvironment.class) {
            return field -> field;
        }
        return field -> type.isInstance(field.getSource()) ? field.getSource() : UNBOUND;
    }

    private static Object known(@Nullable Object value) {
        return value == null ? UNBOUND : value;
    }

    @Override
    public @Nullable Object get(DataFetchingEnvironment field) throws Exception {
        @Nullable Object[] values = values(field);
        return values == null ? binding.get(field) : given(called(values));
    }

    @Override
    public @Nullable Object held(DataFetchingEnvironment field) throws Exception {
        @Nullable Object[] values = readsAlone ? values(field) : null;
        Object value = values == null ? ABSENT : given(called(values));
        return value instanceof CompletionStage<?> ? ABSENT : value;
    }

    /** What the method is called with; null where that has to be bound. */
    private @Nullable Object @Nullable [] values(DataFetchingEnvironment field) {
        @Nullable Object[] values = new Object[parameters.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = parameters.get(i).apply(field);
            if (UNBOUND.equals(values[i])) {
                return null;
            }
        }
        return values;
    }

    private @Nullable Object called(@Nullable Object[] values) throws Exception {
        try {
            return (Object) method.invokeExact(values);
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new UndeclaredThrowableException(e);
        }
    }

    /** What is there already is given as it is: graphql-java needs no future to go on. */
    private static @Nullable Object given(@Nullable Object value) {
        return value instanceof CompletableFuture<?> future && future.state() == Future.State.SUCCESS
                ? future.resultNow()
                : value;
    }
}
