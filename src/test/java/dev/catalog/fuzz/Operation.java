package dev.catalog.fuzz;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A document and the variables that are sent with it. */
record Operation(String document, Map<String, @Nullable Object> variables) {}
