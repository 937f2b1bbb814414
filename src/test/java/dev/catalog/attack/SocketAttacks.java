package dev.catalog.attack;

import static dev.catalog.attack.FrameSocket.BINARY;
import static dev.catalog.attack.FrameSocket.PING;
import static dev.catalog.attack.FrameSocket.TEXT;
import static dev.catalog.attack.FrameSocket.frame;
import static dev.catalog.attack.FrameSocket.texts;

import dev.catalog.support.HttpGatewayTest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** WebSockets whose client breaks the protocol, or keeps to it a thousand times over. Outcomes are the codes of their end. */
final class SocketAttacks {

    private static final String BAD_MESSAGE = "4400";
    private static final String BROKEN = "1002";
    private static final String INIT = "{\"type\": \"connection_init\"}";
    private static final String FOLLOW = subscribe("a", "subscription {warmingJobUpdated {id}}");

    private SocketAttacks() {}

    static Stream<Attack> all() {
        return Stream.concat(frames(), messages());
    }

    private static Stream<Attack> frames() {
        return Stream.of(
                socket("a frame of 2 MB", "1009", () -> texts("x".repeat(2_000_000))),
                socket("2 MB in pieces of 1 kB", "1009", () -> pieces(2000, 1000)),
                socket(
                        "100,000 empty pieces",
                        "1000",
                        () -> and(pieces(100_000, 0), frame(0, true, "{}".getBytes(StandardCharsets.UTF_8))),
                        "4400"),
                socket("a binary frame", "1003|" + BAD_MESSAGE, () -> frame(BINARY, true, new byte[1000])),
                socket("a frame of no kind", BROKEN, () -> frame(5, true, new byte[10])),
                socket("a frame without a mask", BROKEN, () -> new byte[] {(byte) 0x81, 2, '{', '}'}),
                socket("a piece of nothing", BROKEN, () -> frame(0, true, new byte[10])),
                socket("bad UTF-8", "1007", () -> frame(TEXT, true, new byte[] {(byte) 0xC0, (byte) 0xAF})),
                socket("a ping of 200 bytes", BROKEN, () -> frame(PING, true, new byte[200])),
                socket(
                        "2,000 pings",
                        "1000",
                        () -> and(repeated(2000, frame(PING, true, new byte[100])), FrameSocket.end())));
    }

    private static Stream<Attack> messages() {
        return Stream.of(
                socket("a subscription before the first message", "4401", () -> texts(FOLLOW)),
                socket("the first message twice", "4429", () -> texts(INIT, INIT)),
                socket("one id 1,000 times", "4409", () -> and(texts(init(), FOLLOW), repeated(1000, texts(FOLLOW)))),
                socket(
                        "1,000 ids, none allowed",
                        "1000",
                        () -> and(
                                texts(INIT),
                                and(many(1000, "subscription {warmingJobUpdated {id}}"), FrameSocket.end()))),
                socket(
                        "300 queries at once",
                        "1000",
                        () -> and(texts(INIT), and(many(300, "{products {nodes {id}}}"), FrameSocket.end()))),
                socket(
                        "20 bombs",
                        "1000",
                        () -> and(texts(INIT), and(many(20, "{...A} fragment A on Query {...A}"), FrameSocket.end()))),
                socket(
                        "an id of 900,000 letters",
                        "1000",
                        () -> and(texts(INIT, subscribe("x".repeat(900_000), "{nothing}")), FrameSocket.end())),
                socket(
                        "an id that is none",
                        BAD_MESSAGE,
                        () -> texts(
                                INIT,
                                "{\"type\": \"subscribe\", \"id\": {\"a\": 1}, \"payload\": {\"query\": \"{__typename}\"}}")),
                socket("no JSON", BAD_MESSAGE, () -> texts("GET / HTTP/1.1")),
                socket(
                        "JSON 400,000 deep",
                        BAD_MESSAGE,
                        () -> texts("{\"type\": \"connection_init\", \"payload\": "
                                + Flood.nested(400_000, "[", "1", "]") + "}")),
                socket(
                        "a number of the worst kind",
                        BAD_MESSAGE + "|1000",
                        () -> and(
                                texts("{\"type\": \"connection_init\", \"payload\": {\"a\": 1e50000000}}"),
                                FrameSocket.end())),
                socket("a type that is none", BAD_MESSAGE, () -> texts("{\"type\": \"connection_destroy\"}")),
                socket(
                        "a first payload that is none",
                        BAD_MESSAGE,
                        () -> texts("{\"type\": \"connection_init\", \"payload\": [1]}")),
                socket(
                        "a query that is none",
                        BAD_MESSAGE,
                        () -> texts(INIT, "{\"type\": \"subscribe\", \"id\": \"a\", \"payload\": {\"query\": [1]}}")),
                socket(
                        "variables that are none",
                        BAD_MESSAGE,
                        () -> texts(
                                INIT,
                                "{\"type\": \"subscribe\", \"id\": \"a\", \"payload\": {\"query\": \"{__typename}\", \"variables\": [1]}}")),
                socket(
                        "extensions that are none",
                        BAD_MESSAGE,
                        () -> texts(
                                INIT,
                                "{\"type\": \"subscribe\", \"id\": \"a\", \"payload\": {\"query\": \"{__typename}\", \"extensions\": 1}}")),
                socket(
                        "an operation's name that is none",
                        BAD_MESSAGE,
                        () -> texts(
                                INIT,
                                "{\"type\": \"subscribe\", \"id\": \"a\", \"payload\": {\"query\": \"{__typename}\", \"operationName\": {}}}")),
                socket(
                        "a payload that is none",
                        BAD_MESSAGE,
                        () -> texts(INIT, "{\"type\": \"subscribe\", \"id\": \"a\", \"payload\": [1]}")),
                socket(
                        "1,000 ends of what never began",
                        "1000",
                        () -> and(
                                texts(INIT),
                                and(
                                        repeated(1000, texts("{\"type\": \"complete\", \"id\": \"a\"}")),
                                        FrameSocket.end()))),
                socket(
                        "1,000 results from the client",
                        BAD_MESSAGE + "|1000",
                        () -> and(
                                texts(INIT),
                                and(
                                        repeated(1000, texts("{\"type\": \"next\", \"id\": \"a\", \"payload\": {}}")),
                                        FrameSocket.end()))));
    }

    private static Attack socket(String name, String outcome, Supplier<byte[]> frames, String... more) {
        String outcomes = more.length == 0 ? outcome : outcome + "|" + String.join("|", more);
        return Attack.of(name, outcomes, port -> FrameSocket.send(port, frames.get()));
    }

    private static String init() {
        return "{\"type\": \"connection_init\", \"payload\": {\"Authorization\": \"Bearer %s\"}}"
                .formatted(HttpGatewayTest.ADMIN_TOKEN);
    }

    private static String subscribe(String id, String document) {
        return "{\"type\": \"subscribe\", \"id\": \"%s\", \"payload\": {\"query\": \"%s\"}}".formatted(id, document);
    }

    private static byte[] many(int times, String document) {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (int n = 0; n < times; n++) {
            frames.writeBytes(texts(subscribe("n" + n, document)));
        }
        return frames.toByteArray();
    }

    private static byte[] pieces(int times, int bytes) {
        byte[] letters = "x".repeat(bytes).getBytes(StandardCharsets.UTF_8);
        return and(frame(TEXT, false, letters), repeated(times, frame(0, false, letters)));
    }

    private static byte[] repeated(int times, byte[] frame) {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (int n = 0; n < times; n++) {
            frames.writeBytes(frame);
        }
        return frames.toByteArray();
    }

    private static byte[] and(byte[] first, byte[] second) {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        frames.writeBytes(first);
        frames.writeBytes(second);
        return frames.toByteArray();
    }
}
