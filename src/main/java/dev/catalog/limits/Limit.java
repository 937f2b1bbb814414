package dev.catalog.limits;

/** One bound of operations. */
public enum Limit {

    /** Fields on one path. */
    DEPTH("The operation is %1$,d fields deep and may be %2$,d; its deepest path is %3$s."),
    /** Objects that may be returned, and weights beside them. */
    COST("The operation costs %1$,d and may cost %2$,d; its costliest path is %3$s."),
    /** Aliases of one field. */
    ALIASES("The field %3$s has %1$,d aliases and may have %2$,d."),
    ROOT_FIELDS("The operation has %1$,d root fields and may have %2$,d."),
    DIRECTIVES("The operation has %1$,d directives, those of fragments included, and may have %2$,d."),
    /** Fields, fragments, directives and values, with fragments written out. */
    PARTS("The document has %1$,d fields, fragments, directives and values where its fragments are written out,"
            + " and may have %2$,d."),
    /** Fragments within fragments. */
    NESTING("Fragments are spread within fragments %1$,d deep or deeper, and may be %2$,d; the outermost is %3$s."),
    /** Fields that are written again. */
    REPEATS(
            "The operation asks %1$,d times for a field that it asks for already in the same place, and may %2$,d times."),
    /** Lists within lists, of values or of types. */
    BRACKETS("The document nests brackets %1$,d deep and may %2$,d deep."),
    DIGITS("The document has a number of %1$,d digits and may have %2$,d."),
    CHARACTERS("The document has %1$,d characters and may have %2$,d."),
    TOKENS("The document has %1$,d tokens and may have %2$,d."),
    VARIABLE_DEPTH("The variable %3$s nests lists and objects %1$,d deep or deeper, and may %2$,d."),
    LIST_LENGTH("The list in the variable %3$s has %1$,d items and may have %2$,d."),
    EXPONENT("A number in the variable %3$s has an exponent of %1$,d, up or down, and may have %2$,d.");

    private final String message;

    Limit(String message) {
        this.message = message;
    }

    String message() {
        return message;
    }
}
