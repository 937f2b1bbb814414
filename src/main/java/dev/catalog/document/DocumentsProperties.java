package dev.catalog.document;

import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of documents that are named instead of sent.
 *
 * @param persistedTtl How long a document that a client has registered is kept after its last use.
 * @param trustedFile The manifest of trusted documents: Apollo's form, or an object of ids and documents. Read at start.
 * @param trustedMode What the manifest is for: {@code off}, {@code log}, {@code prefer} or {@code require}.
 */
@Validated
@ConfigurationProperties("catalog.documents")
public record DocumentsProperties(
        @DefaultValue("24h") @DurationMin(minutes = 1) Duration persistedTtl,

        @Nullable Path trustedFile,

        @DefaultValue("off") TrustedMode trustedMode) {}
