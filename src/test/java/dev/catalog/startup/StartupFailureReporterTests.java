package dev.catalog.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/** Starts real applications that cannot start, and reads what they say last. */
@ExtendWith(OutputCaptureExtension.class)
class StartupFailureReporterTests {

    @Test
    void unreadableValueNamesTheSettingItsVariableAndTheKindOfValue(CapturedOutput output) {
        start("lamp.burning-time=long");

        lastLine(output).endsWith("lamp.burning-time (LAMP_BURNINGTIME) is \"long\", not a valid duration.");
    }

    @Test
    void unknownConstantListsTheOthers(CapturedOutput output) {
        start("lamp.mode=blink");

        lastLine(output).endsWith("lamp.mode (LAMP_MODE) is \"blink\", not one of off, full-power.");
    }

    @Test
    void unknownKeyListsTheOthers(CapturedOutput output) {
        start("lamp.colours.blink=red");

        lastLine(output)
                .endsWith(
                        "lamp.colours.blink (LAMP_COLOURS_BLINK) is no setting; the last part is one of off, full-power.");
    }

    @Test
    void valueThatARecordRefusesByNameIsToldAlike(CapturedOutput output) {
        start("lamp.colours.off=red");

        lastLine(output).endsWith("lamp.colours.off (LAMP_COLOURS_OFF) is \"red\": what is off has no colour.");
    }

    @Test
    void valueOutOfBoundsTellsTheBound(CapturedOutput output) {
        start("lamp.light-count=0");

        lastLine(output).endsWith("lamp.light-count (LAMP_LIGHTCOUNT) is \"0\", and must be greater than 0.");
    }

    @Test
    void valueARecordRefusesTellsItsReason(CapturedOutput output) {
        start("lamp.oil=1GB");

        lastLine(output).endsWith("lamp: the tank holds 1MB of oil");
    }

    @Test
    void elementOfAListIsNamedByItsVariableToo(CapturedOutput output) {
        start("lamp.wicks[0].length=x");

        lastLine(output).endsWith("lamp.wicks[0].length (LAMP_WICKS_0_LENGTH) is \"x\", not a valid integer.");
    }

    @Test
    void secretsAreNotShown(CapturedOutput output) {
        start("lamp.token=opensesame");

        lastLine(output).endsWith("lamp.token (LAMP_TOKEN) is set, not a valid integer.");
        assertThat(output).doesNotContain("opensesame");
    }

    @Test
    void reasonOfAStartupExceptionIsAllThatIsSaid(CapturedOutput output) {
        report(new IllegalStateException(
                "outer", new StartupException("The lamp is out.", new RuntimeException("inner"))));

        lastLine(output).endsWith("The lamp is out.");
        assertThat(output).doesNotContain("inner", "outer", "\tat ");
    }

    @Test
    void invalidValueFoundByCodeIsToldAlike(CapturedOutput output) {
        report(new InvalidConfigurationPropertyValueException("lamp.mode", "dim", "there is no dimmer."));

        lastLine(output).endsWith("lamp.mode (LAMP_MODE) is \"dim\": there is no dimmer.");
    }

    @Test
    void portInUseNamesTheSetting(CapturedOutput output) {
        report(new PortInUseException(8080));

        lastLine(output).endsWith("server.port (SERVER_PORT): port 8080 is in use.");
    }

    @Test
    void otherFailuresAreLeftToSpringBoot() {
        assertThat(new StartupFailureReporter().reportException(new IllegalStateException("a defect")))
                .isFalse();
    }

    private static void report(Throwable failure) {
        assertThat(new StartupFailureReporter().reportException(failure)).isTrue();
    }

    private static void start(String setting) {
        SpringApplication application = new SpringApplication(LampConfiguration.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setDefaultProperties(Map.of("logging.level.org.springframework.context", "error"));
        Throwable failure = catchThrowable(() -> application.run("--" + setting).close());
        assertThat(failure).isNotNull();
    }

    private static AbstractStringAssert<?> lastLine(CapturedOutput output) {
        List<String> lines = output.toString().lines().toList();
        return assertThat(lines.getLast()).contains("ERROR");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(LampProperties.class)
    static class LampConfiguration {}

    @Validated
    @ConfigurationProperties("lamp")
    record LampProperties(
            @DefaultValue("1h") Duration burningTime,
            @DefaultValue("off") Mode mode,
            @DefaultValue("1") @Positive int lightCount,
            @DefaultValue("1MB") DataSize oil,
            @DefaultValue("0") int token,
            @DefaultValue List<Wick> wicks,
            @DefaultValue Map<Mode, String> colours) {

        LampProperties {
            if (oil.toMegabytes() > 1) {
                throw new IllegalArgumentException("the tank holds 1MB of oil");
            }
            if (colours.containsKey(Mode.OFF)) {
                throw new InvalidConfigurationPropertyValueException(
                        "lamp.colours.off", colours.get(Mode.OFF), "what is off has no colour.");
            }
        }
    }

    record Wick(int length) {}

    enum Mode {
        OFF,
        FULL_POWER
    }
}
