package dev.catalog.cache;

/** A value made of entries, and what it depends on. Its bytes are handed out as they are, and nobody changes them. */
public final class DerivedValue {

    private final Lineage lineage;
    private final byte[] bytes;

    public DerivedValue(Lineage lineage, byte[] bytes) {
        this.lineage = lineage;
        this.bytes = bytes;
    }

    public Lineage lineage() {
        return lineage;
    }

    public byte[] bytes() {
        return bytes;
    }
}
