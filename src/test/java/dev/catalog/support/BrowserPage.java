package dev.catalog.support;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A page of {@link Chromium}, used as a person does: by mouse and keyboard.
 * <p>It keeps the addresses of all requests, and what went wrong: requests that failed or were refused, errors on the
 * console, exceptions; those of the page's workers too.
 */
public final class BrowserPage implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> CONSOLE_ERRORS = List.of("error", "assert");
    private static final JsonMapper JSON = new JsonMapper();

    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<URI> requests = new CopyOnWriteArrayList<>();
    private final DevTools devTools;

    BrowserPage(HttpClient http, URI address) {
        devTools = new DevTools(http, address, this::heed);
        listen(null);
        devTools.call(
                "Target.setAutoAttach", Map.of("autoAttach", true, "waitForDebuggerOnStart", false, "flatten", true));
        devTools.call("Page.enable", Map.of());
    }

    /** Opens the address. */
    public void open(URI address) {
        devTools.call("Page.navigate", Map.of("url", address.toString()));
    }

    /** Waits for an element that fits the selector, and clicks in its middle. */
    public void click(String selector) {
        await(selector).atMost(PATIENCE).until(() -> !texts(selector).isEmpty());
        var middle = evaluate("""
                (() => {
                  const box = document.querySelector(%s).getBoundingClientRect();
                  return { x: box.x + box.width / 2, y: box.y + box.height / 2, button: 'left', clickCount: 1 };
                })()""".formatted(quoted(selector)));
        dispatch("Input.dispatchMouseEvent", "mousePressed", middle);
        dispatch("Input.dispatchMouseEvent", "mouseReleased", middle);
    }

    /** Types the text, key by key, into what has the focus. */
    public void type(String text) {
        text.chars().mapToObj(Character::toString).forEach(key -> press(Map.of("key", key, "text", key)));
    }

    /** Presses a key with Ctrl held. */
    public void pressControlAnd(char letter) {
        press(Map.of("key", Character.toString(letter), "windowsVirtualKeyCode", (int) letter, "modifiers", 2));
    }

    private void press(Map<String, ?> key) {
        dispatch("Input.dispatchKeyEvent", "keyDown", JSON.valueToTree(key));
        dispatch("Input.dispatchKeyEvent", "keyUp", JSON.valueToTree(key));
    }

    private void dispatch(String method, String type, JsonNode input) {
        var event = new HashMap<String, Object>(Map.of("type", type));
        input.properties().forEach(property -> event.put(property.getKey(), property.getValue()));
        devTools.call(method, event);
    }

    /** Waits until the assertion holds for the texts of all elements that fit the selector. */
    public void awaitTexts(String selector, Consumer<List<String>> assertion) {
        await(selector).atMost(PATIENCE).untilAsserted(() -> assertion.accept(texts(selector)));
    }

    private List<String> texts(String selector) {
        return evaluate("[...document.querySelectorAll(%s)].map(e => e.innerText)".formatted(quoted(selector)))
                .valueStream()
                .map(text -> text.asString().replace('\u00a0', ' '))
                .toList();
    }

    private JsonNode evaluate(String script) {
        return devTools.call("Runtime.evaluate", Map.of("expression", script, "returnByValue", true))
                .path("result")
                .path("value");
    }

    private static String quoted(String text) {
        return JSON.writeValueAsString(text);
    }

    /** What went wrong so far. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** The addresses asked for so far, those of sockets included. */
    public List<URI> requests() {
        return List.copyOf(requests);
    }

    /** Writes what is to be seen as a PNG, making its folder. */
    public void screenshot(Path file) {
        var image =
                devTools.call("Page.captureScreenshot", Map.of()).path("data").asString();
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, Base64.getDecoder().decode(image));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen(@Nullable String session) {
        for (var domain : List.of("Runtime", "Log", "Network")) {
            devTools.tell(session, domain + ".enable");
        }
    }

    private void heed(JsonNode event) {
        var details = event.path("params");
        switch (event.path("method").asString()) {
            case "Target.attachedToTarget" -> listen(details.path("sessionId").asString());
            case "Network.requestWillBeSent" ->
                requests.add(URI.create(details.path("request").path("url").asString()));
            case "Network.webSocketCreated" ->
                requests.add(URI.create(details.path("url").asString()));
            case "Network.loadingFailed" -> complainIf(true, details);
            case "Network.responseReceived" ->
                complainIf(details.path("response").path("status").asInt() >= 400, details);
            case "Runtime.exceptionThrown" -> complainIf(true, details);
            case "Runtime.consoleAPICalled" ->
                complainIf(CONSOLE_ERRORS.contains(details.path("type").asString()), details);
            case "Log.entryAdded" ->
                complainIf(details.path("entry").path("level").asString().equals("error"), details);
            default -> {}
        }
    }

    private void complainIf(boolean wrong, JsonNode details) {
        if (wrong) {
            complaints.add(details.toString());
        }
    }

    @Override
    public void close() {
        devTools.call("Page.close", Map.of());
        devTools.close();
    }
}
