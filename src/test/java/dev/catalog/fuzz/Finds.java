package dev.catalog.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What earlier answers showed and later operations can ask for: ids, cursors and slugs, the latest of each. */
final class Finds {

    private static final int MOST = 100;
    private static final Pattern GLOBAL_ID = Pattern.compile("(Product|Category|CacheWarmingJob):[0-9]+");
    private static final Pattern OPAQUE = Pattern.compile("[A-Za-z0-9_-]{8,}");
    private static final Pattern SLUG = Pattern.compile("[a-z]+(-[a-z0-9]+)*");

    private final Deque<String> ids = new ArrayDeque<>();
    private final Deque<String> cursors = new ArrayDeque<>();
    private final Deque<String> slugs = new ArrayDeque<>();

    List<String> ids() {
        return new ArrayList<>(ids);
    }

    List<String> cursors() {
        return new ArrayList<>(cursors);
    }

    List<String> slugs() {
        return new ArrayList<>(slugs);
    }

    /** Looks through an answer. */
    void add(JsonNode answer) {
        if (answer.isString()) {
            add(answer.asString());
        } else {
            answer.forEach(this::add);
        }
    }

    private void add(String text) {
        if (SLUG.matcher(text).matches()) {
            keep(slugs, text);
        } else if (OPAQUE.matcher(text).matches()) {
            keep(isId(text) ? ids : cursors, text);
        }
    }

    private static boolean isId(String text) {
        try {
            String decoded = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
            return GLOBAL_ID.matcher(decoded).matches();
        } catch (IllegalArgumentException e) {
            return false; // not Base64
        }
    }

    private static void keep(Deque<String> texts, String text) {
        texts.remove(text);
        texts.addLast(text);
        if (texts.size() > MOST) {
            texts.removeFirst();
        }
    }
}
