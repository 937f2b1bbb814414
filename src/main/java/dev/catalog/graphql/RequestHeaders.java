package dev.catalog.graphql;

import jakarta.servlet.http.HttpServletRequest;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.util.MultiValueMap;

/**
 * The headers of a request as a map, looked up when they are asked for: an operation asks for two or three of them. They can't be
 * changed.
 */
final class RequestHeaders extends AbstractMap<String, List<String>> implements MultiValueMap<String, String> {

    private final HttpServletRequest request;

    private RequestHeaders(HttpServletRequest request) {
        this.request = request;
    }

    static HttpHeaders of(HttpServletRequest request) {
        return new HttpHeaders(new RequestHeaders(request));
    }

    @Override
    public @Nullable String getFirst(String name) {
        return request.getHeader(name);
    }

    @Override
    public @Nullable List<String> get(@Nullable Object name) {
        List<String> values = name instanceof String known ? Collections.list(request.getHeaders(known)) : List.of();
        return values.isEmpty() ? null : values;
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return name instanceof String known && request.getHeader(known) != null;
    }

    @Override
    public Set<Map.Entry<String, List<String>>> entrySet() {
        Set<Map.Entry<String, List<String>>> entries = new LinkedHashSet<>();
        request.getHeaderNames()
                .asIterator()
                .forEachRemaining(name -> entries.add(Map.entry(name, Collections.list(request.getHeaders(name)))));
        return Collections.unmodifiableSet(entries);
    }

    @Override
    public Map<String, String> toSingleValueMap() {
        Map<String, String> first = new LinkedHashMap<>();
        request.getHeaderNames().asIterator().forEachRemaining(name -> first.put(name, request.getHeader(name)));
        return first;
    }

    @Override
    public void add(String name, @Nullable String value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void addAll(String name, List<? extends String> values) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void addAll(MultiValueMap<String, String> headers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void set(String name, @Nullable String value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setAll(Map<String, String> headers) {
        throw new UnsupportedOperationException();
    }
}
