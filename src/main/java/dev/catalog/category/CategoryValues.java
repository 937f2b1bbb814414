package dev.catalog.category;

import dev.catalog.relay.GlobalId;
import dev.catalog.relay.InputErrors;
import org.springframework.graphql.data.ArgumentValue;

/** What the columns of a category are to become; those that are absent stay as they are. */
record CategoryValues(
        ArgumentValue<String> name,
        ArgumentValue<String> slug,
        ArgumentValue<Long> parentId,
        ArgumentValue<Integer> position,
        ArgumentValue<Boolean> active) {

    /** Reads the parent's id, which throws where it is none. */
    static CategoryValues of(
            ArgumentValue<String> name,
            ArgumentValue<String> slug,
            ArgumentValue<String> parentId,
            ArgumentValue<Integer> position,
            ArgumentValue<Boolean> active) {
        String parent = parentId.value();
        ArgumentValue<Long> parentKey = parentId.isOmitted()
                ? ArgumentValue.omitted()
                : ArgumentValue.ofNullable(
                        parent == null ? null : GlobalId.databaseId(parent, Category.TYPE_NAME, "input.parentId"));
        return new CategoryValues(name, slug, parentKey, position, active);
    }

    /** Whether they are right by themselves; other categories are asked elsewhere. */
    void check(InputErrors errors) {
        errors.requireName("name", name);
        errors.requireName("slug", slug);
        errors.require("position", position);
        errors.require("active", active);
    }
}
