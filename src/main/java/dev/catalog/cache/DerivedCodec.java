package dev.catalog.cache;

import dev.catalog.feed.Position;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The stored form of a value with its lineage, in bytes, compressed where it is long. Its version comes first; the one of entries, which is
 * part of every key, need not be raised with it.
 */
final class DerivedCodec {

    private static final byte VERSION = 3;
    private static final byte PLAIN = 0;
    private static final byte PACKED = 1;
    /** The version, and the form of the rest. */
    private static final int HEAD = 2;

    private final Generations generations;
    private final StoredPositions positions = new StoredPositions();

    DerivedCodec(Generations generations) {
        this.generations = generations;
    }

    byte[] encode(DerivedValue derived) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512 + derived.bytes().length);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            write(out, derived.lineage());
            out.writeInt(derived.bytes().length);
            out.write(derived.bytes());
        } catch (IOException e) {
            throw new UncheckedIOException("Memory can be written", e);
        }
        byte[] content = bytes.toByteArray();
        return content.length < Packing.LEAST ? stored(PLAIN, content) : stored(PACKED, Packing.compress(content, 0));
    }

    private static byte[] stored(byte form, byte[] content) {
        byte[] stored = new byte[HEAD + content.length];
        stored[0] = VERSION;
        stored[1] = form;
        System.arraycopy(content, 0, stored, HEAD, content.length);
        return stored;
    }

    /** Throws {@link IllegalArgumentException} where the bytes are not a value that this release has stored. */
    DerivedValue decode(byte[] bytes) {
        if (bytes.length < HEAD || bytes[0] != VERSION) {
            throw new IllegalArgumentException("not of this version");
        }
        try (DataInputStream in = new DataInputStream(content(bytes))) {
            Lineage lineage = readLineage(in);
            return new DerivedValue(lineage, in.readNBytes(in.readInt()));
        } catch (IOException e) {
            throw new IllegalArgumentException("it is damaged", e);
        }
    }

    private static ByteArrayInputStream content(byte[] stored) {
        return stored[1] == PACKED
                ? new ByteArrayInputStream(Packing.decompress(stored, HEAD))
                : new ByteArrayInputStream(stored, HEAD, stored.length - HEAD);
    }

    private static void write(DataOutputStream out, Lineage lineage) throws IOException {
        Position position = lineage.position();
        out.writeUTF(position == null ? "" : position.toString());
        out.writeLong(lineage.sealedAt());
        out.writeLong(lineage.expiresAt());
        out.writeLong(lineage.maxAge().toMillis());
        Map<String, Long> made = lineage.vintage().generations();
        out.writeInt(made.size());
        for (Map.Entry<String, Long> generation : made.entrySet()) {
            out.writeUTF(generation.getKey());
            out.writeLong(generation.getValue());
        }
        out.writeInt(lineage.tags().length);
        for (long tag : lineage.tags()) {
            out.writeLong(tag);
        }
    }

    private Lineage readLineage(DataInputStream in) throws IOException {
        String position = in.readUTF();
        long sealedAt = in.readLong();
        long expiresAt = in.readLong();
        Duration maxAge = Duration.ofMillis(in.readLong());
        Map<String, Long> made = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            made.put(in.readUTF(), in.readLong());
        }
        long[] tags = new long[in.readInt()];
        for (int n = 0; n < tags.length; n++) {
            tags[n] = in.readLong();
        }
        return new Lineage(
                position.isEmpty() ? null : positions.parse(position),
                tags,
                generations.vintage(made, maxAge),
                sealedAt,
                expiresAt);
    }
}
