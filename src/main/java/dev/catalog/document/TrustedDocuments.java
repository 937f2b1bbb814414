package dev.catalog.document;

import dev.catalog.document.Manifest.Entry;
import dev.catalog.startup.Setting;
import dev.catalog.startup.StartupException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The trusted documents of this node, read once at start. Entries that won't do are told and left out. */
@Component
public final class TrustedDocuments {

    private static final Logger log = LoggerFactory.getLogger(TrustedDocuments.class);

    private static final Setting MODE = new Setting("catalog.documents.trusted-mode");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._~:-]{1,256}");
    private static final String PREFIX = "sha256:";

    private final TrustedMode mode;
    private final DocumentCheck check;
    private final Map<String, TrustedDocument> byId = new HashMap<>();
    private final Map<String, TrustedDocument> byHash = new HashMap<>();
    private final Map<String, TrustedDocument> byText = new HashMap<>();

    /**
     * The documents that these settings name.
     *
     * @throws StartupException where the file is missing or can't be read
     */
    public TrustedDocuments(DocumentsProperties properties, JsonMapper json, DocumentCheck check) {
        this.mode = properties.trustedMode();
        this.check = check;
        if (mode != TrustedMode.OFF) {
            read(properties.trustedFile(), json);
        }
    }

    public TrustedMode mode() {
        return mode;
    }

    /** The document that bears this id, or whose hash it is. */
    public Optional<TrustedDocument> find(String id) {
        String bare = bare(id);
        return Optional.ofNullable(byId.getOrDefault(bare, byHash.get(bare)));
    }

    /** The document with exactly this text. */
    public Optional<TrustedDocument> withText(String text) {
        return Optional.ofNullable(byText.get(text));
    }

    private void read(@Nullable Path file, JsonMapper json) {
        if (file == null) {
            throw new StartupException("%s is %s, but %s is not set."
                    .formatted(MODE, mode.name().toLowerCase(Locale.ROOT), Manifest.FILE));
        }
        int number = 0;
        for (Entry entry : Manifest.read(file, json)) {
            number++;
            String fault = add(entry);
            if (fault != null) {
                log.warn("Entry {} of the trusted documents{} is left out: {}", number, named(entry), fault);
            }
        }
        log.info("{} of {} documents in {} are trusted", byId.size(), number, file);
    }

    private @Nullable String add(Entry entry) {
        String text = entry.document();
        if (entry.id() == null || !ID.matcher(entry.id()).matches()) {
            return "its id is not of 1 to 256 of the characters A-Z a-z 0-9 - . _ ~ :";
        }
        if (text == null) {
            return "its document is no text";
        }
        String id = bare(entry.id());
        String hash = DocumentHash.of(text);
        if ((DocumentHash.isHash(id) || entry.id().startsWith(PREFIX)) && !id.equals(hash)) {
            return "its id is a SHA-256, but not that of its document";
        }
        if (byId.containsKey(id)) {
            return "its id is there already";
        }
        String fault = check.fault(text).orElse(null);
        if (fault == null) {
            TrustedDocument document = new TrustedDocument(id, text);
            byId.put(id, document);
            byHash.putIfAbsent(hash, document);
            byText.putIfAbsent(text, document);
        }
        return fault;
    }

    private static String named(Entry entry) {
        return entry.id() == null || !ID.matcher(entry.id()).matches() ? "" : " (" + entry.id() + ")";
    }

    private static String bare(String id) {
        return id.startsWith(PREFIX) ? id.substring(PREFIX.length()) : id;
    }
}
