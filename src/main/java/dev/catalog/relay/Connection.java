package dev.catalog.relay;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A page as Relay's connection. Cursors are made when they are asked for.
 *
 * @param <L> what the page's list is, without order and page; its total count is found by it
 */
public final class Connection<T, L> {

    private final L list;
    private final PageRequest<T> request;
    private final Page<T> page;

    public Connection(L list, PageRequest<T> request, Page<T> page) {
        this.list = list;
        this.request = request;
        this.page = page;
    }

    public L list() {
        return list;
    }

    public List<T> nodes() {
        return page.nodes();
    }

    public List<Edge<T>> edges() {
        return IntStream.range(0, page.nodes().size())
                .mapToObj(i -> new Edge<>(cursor(i), page.nodes().get(i)))
                .toList();
    }

    public PageInfo pageInfo() {
        int last = page.nodes().size() - 1;
        return new PageInfo(page.hasNextPage(), page.hasPreviousPage(), cursorOrNull(0), cursorOrNull(last));
    }

    private @Nullable String cursorOrNull(int index) {
        return page.nodes().isEmpty() ? null : cursor(index);
    }

    private String cursor(int index) {
        return Cursor.encode(request.list(), request.ordering().position(page.row(index)));
    }
}
