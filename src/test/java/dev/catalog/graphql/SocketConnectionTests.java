package dev.catalog.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import reactor.core.publisher.Flux;
import tools.jackson.databind.json.JsonMapper;

class SocketConnectionTests {

    private final SocketConnection connection = new SocketConnection(session(), new JsonMapper());

    @Test
    void theNextResultIsAskedForWhenTheOneBeforeIsSent() throws IOException {
        List<Long> asked = new ArrayList<>();
        List<Integer> results = new ArrayList<>();
        connection.paced("a", Flux.range(1, 3).doOnRequest(asked::add)).subscribe(results::add);

        assertThat(results).containsExactly(1);
        sent("b");
        connection.sendMessage(new TextMessage("{\"type\":\"ping\"}"));
        connection.sendMessage(new TextMessage("{\"id\":null,\"payload\":{\"id\":\"a\"},\"type\":\"ping\"}"));
        assertThat(results).containsExactly(1);
        sent("a");
        assertThat(results).containsExactly(1, 2);
        sent("a");

        assertThat(results).containsExactly(1, 2, 3);
        assertThat(asked).containsOnly(1L);
    }

    @Test
    void operationsDoNotWaitForEachOther() throws IOException {
        List<Integer> first = new ArrayList<>();
        List<Integer> second = new ArrayList<>();
        connection.paced("a", Flux.range(1, 2)).subscribe(first::add);
        connection.paced("b", Flux.range(1, 2)).subscribe(second::add);

        sent("b");

        assertThat(first).containsExactly(1);
        assertThat(second).containsExactly(1, 2);
    }

    private void sent(String operationId) throws IOException {
        connection.sendMessage(
                new TextMessage("{\"id\":\"%s\",\"payload\":{},\"type\":\"next\"}".formatted(operationId)));
    }

    private static WebSocketSession session() {
        Map<String, Object> attributes = new HashMap<>();
        return (WebSocketSession) Proxy.newProxyInstance(
                SocketConnectionTests.class.getClassLoader(),
                new Class<?>[] {WebSocketSession.class},
                (_, method, _) -> method.getName().equals("getAttributes") ? attributes : null);
    }
}
