package dev.catalog.transfer;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.util.StringUtils;

/**
 * Settings of what is imported at start.
 *
 * @param folder Folder with the catalog to import, after which the application ends; not set or blank: none. A relative
 *     one is below the working directory.
 * @param mode What the import does with the catalog that is there.
 * @param sample Resource location, such as {@code classpath:sample/}, of the catalog that fills an empty database when
 *     the gateway starts; not set or blank: none. Has no effect on a start that imports a folder.
 */
@ConfigurationProperties("catalog")
record ImportProperties(
        @Name("import") @Nullable String folder,

        @Name("import-mode") @DefaultValue("append-if-empty")
        ImportMode mode,

        @Nullable String sample) {

    ImportProperties {
        folder = StringUtils.hasText(folder) ? folder : null;
        sample = StringUtils.hasText(sample) ? sample : null;
    }
}
