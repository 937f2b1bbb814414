package dev.catalog.limits;

import org.jspecify.annotations.Nullable;

/**
 * How far a part of a document reaches, with fragments written out where they are spread.
 *
 * @param depth most fields on one path
 * @param deepest that path
 * @param parts fields, fragments, directives and values
 * @param directives those of {@code parts} that are directives
 * @param nesting most fragments that are spread within each other
 */
record Reach(long depth, @Nullable FieldPath deepest, long parts, long directives, int nesting) {

    static final Reach NONE = of(0, 0);

    static Reach of(long parts, long directives) {
        return new Reach(0, null, parts, directives, 0);
    }

    /** Both side by side. */
    Reach and(Reach other) {
        boolean isDeeper = other.depth > depth;
        return new Reach(
                isDeeper ? other.depth : depth,
                isDeeper ? other.deepest : deepest,
                Figure.sum(parts, other.parts),
                Figure.sum(directives, other.directives),
                Math.max(nesting, other.nesting));
    }

    /** This below a field. */
    Reach below(String key) {
        return new Reach(depth + 1, new FieldPath(key, deepest), parts, directives, nesting);
    }

    /** This within a fragment. */
    Reach spread() {
        return new Reach(depth, deepest, parts, directives, nesting + 1);
    }

    /** The same where its fields are not counted to the depth. */
    Reach flat() {
        return new Reach(0, null, parts, directives, nesting);
    }
}
