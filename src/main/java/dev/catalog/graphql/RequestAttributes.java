package dev.catalog.graphql;

import jakarta.servlet.http.HttpServletRequest;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The attributes of a request as a map, looked up when they are asked for. */
final class RequestAttributes extends AbstractMap<String, Object> {

    private final HttpServletRequest request;

    RequestAttributes(HttpServletRequest request) {
        this.request = request;
    }

    @Override
    public @Nullable Object get(@Nullable Object name) {
        return name instanceof String known ? request.getAttribute(known) : null;
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return get(name) != null;
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        return Collections.list(request.getAttributeNames()).stream()
                .map(name -> Map.entry(name, request.getAttribute(name)))
                .collect(Collectors.toUnmodifiableSet());
    }
}
