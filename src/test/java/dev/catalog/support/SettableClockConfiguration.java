package dev.catalog.support;

import java.time.Instant;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Gives a gateway a clock that its tests move. */
@TestConfiguration(proxyBeanMethods = false)
public class SettableClockConfiguration {

    @Bean
    @Primary
    SettableClock settableClock() {
        return new SettableClock(Instant.now());
    }
}
