package dev.catalog.cache;

/**
 * A kind of thing that cached values depend on, such as the rows of one category's products.
 *
 * @param name kebab case
 * @param touchedBy which changes of the catalog touch a tag of this kind, a phrase for the documentation
 */
public record TagKind(String name, String touchedBy) {

    /** A number that stands for all tags of this kind, on every node of this release. */
    long fingerprint() {
        return Fingerprint.of(name);
    }

    /**
     * A number that stands for one tag of this kind, on every node of this release. Where two share one, a touch of either makes
     * invalid what bears the other, too.
     *
     * @param value which one; its text is the same on every node
     */
    long fingerprintOf(Object value) {
        return Fingerprint.of(name + ' ' + value);
    }
}
