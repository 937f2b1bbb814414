package dev.catalog.transfer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A category as a file has it. */
record CategoryLine(
        Line line, String slug, String name, @Nullable String parentSlug, int position, boolean active) {

    private static final String SLUG = "slug";
    private static final String NAME = "name";
    private static final String PARENT_SLUG = "parent_slug";
    private static final String POSITION = "position";
    private static final String ACTIVE = "active";
    private static final List<String> FIELDS = List.of(SLUG, NAME, PARENT_SLUG, POSITION, ACTIVE);

    static CategoryLine parse(Line line) {
        LineObject object = LineObject.parse(line, FIELDS);
        return new CategoryLine(
                line,
                Field.title(object, SLUG),
                Field.title(object, NAME),
                object.textOrNull(PARENT_SLUG),
                object.integer(POSITION),
                object.flag(ACTIVE));
    }

    ImportException slugTaken() {
        return line.fault(SLUG, "an earlier line has %s already".formatted(Quoted.value(slug)));
    }

    ImportException parentUnknown() {
        String parent = Quoted.value(String.valueOf(parentSlug));
        return line.fault(PARENT_SLUG, "no earlier line has the category " + parent + " (parents come first)");
    }
}
