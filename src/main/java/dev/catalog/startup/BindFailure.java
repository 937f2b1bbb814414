package dev.catalog.startup;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.bind.validation.ValidationErrors;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.util.ClassUtils;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/** Tells in one line which setting has a value that cannot be used, and why. Values of secrets are left out. */
final class BindFailure {

    private static final Pattern SECRET = Pattern.compile("password|secret|token|credential|key|url");

    private BindFailure() {}

    static String explain(BindException failure) {
        if (failure.getCause() instanceof BindValidationException invalid) {
            return explain(invalid.getValidationErrors());
        }
        Throwable root = NestedExceptionUtils.getMostSpecificCause(failure);
        if (root instanceof InvalidConfigurationPropertyValueException invalid) {
            return explain(invalid);
        }
        ConfigurationProperty property = failure.getProperty();
        if (property != null && property.getName().equals(failure.getName())) {
            return "%s, not %s.".formatted(is(property.getName().toString(), property.getValue()), expected(failure));
        }
        return keyOfAMap(failure).orElseGet(() -> "%s: %s".formatted(failure.getName(), rootMessage(failure)));
    }

    /** A setting whose last part should be one of a few. */
    private static Optional<String> keyOfAMap(BindException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConversionFailedException conversion
                    && conversion.getTargetType().getType().isEnum()) {
                String setting = failure.getName() + "." + conversion.getValue();
                return Optional.of("%s is no setting; the last part is one of %s."
                        .formatted(
                                new Setting(setting),
                                constants(conversion.getTargetType().getType())));
            }
        }
        return Optional.empty();
    }

    static String explain(InvalidConfigurationPropertyValueException failure) {
        return "%s: %s".formatted(is(failure.getName(), failure.getValue()), failure.getReason());
    }

    private static String explain(ValidationErrors errors) {
        return errors.getAllErrors().stream()
                .map(error -> explain(errors.getName().toString(), error))
                .collect(Collectors.joining("; ", "", "."));
    }

    private static String explain(String prefix, ObjectError error) {
        if (error instanceof FieldError field) {
            String name = prefix + "." + DataObjectPropertyName.toDashedForm(field.getField());
            return "%s, and %s".formatted(is(name, field.getRejectedValue()), field.getDefaultMessage());
        }
        return "%s: %s".formatted(prefix, error.getDefaultMessage());
    }

    private static String is(String name, @Nullable Object value) {
        String shown = value == null ? "not set" : SECRET.matcher(name).find() ? "set" : "\"" + value + "\"";
        return "%s is %s".formatted(new Setting(name), shown);
    }

    private static String expected(BindException failure) {
        Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(
                failure.getTarget().getType().resolve(Object.class));
        if (type.isEnum()) {
            return "one of " + constants(type);
        }
        String words =
                type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        return "a valid " + words;
    }

    private static String constants(Class<?> type) {
        return Arrays.stream(Objects.requireNonNull(type.getEnumConstants()))
                .map(constant -> constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(", "));
    }

    private static String rootMessage(BindException failure) {
        Throwable root = NestedExceptionUtils.getMostSpecificCause(failure);
        return String.valueOf(root.getMessage()).replaceAll("\\s+", " ");
    }
}
