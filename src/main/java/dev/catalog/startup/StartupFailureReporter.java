package dev.catalog.startup;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Logs a start that failed for its environment or its settings as one line; other failures are left to Spring Boot. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StartupFailureReporter implements SpringBootExceptionReporter {

    private static final Logger LOG = LoggerFactory.getLogger("dev.catalog.startup");

    @Override
    public boolean reportException(Throwable failure) {
        Optional<String> line =
                causes(failure).flatMap(StartupFailureReporter::explain).findFirst();
        line.ifPresent(LOG::error);
        return line.isPresent();
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, StartupFailureReporter::present, Throwable::getCause);
    }

    private static boolean present(@Nullable Throwable cause) {
        return cause != null;
    }

    private static Stream<String> explain(Throwable failure) {
        return Stream.ofNullable(
                switch (failure) {
                    case StartupException e -> e.getMessage();
                    case BindException e -> BindFailure.explain(e);
                    case InvalidConfigurationPropertyValueException e -> BindFailure.explain(e);
                    case PortInUseException e ->
                        "%s: port %d is in use.".formatted(new Setting("server.port"), e.getPort());
                    default -> null;
                });
    }
}
