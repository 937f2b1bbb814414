package dev.catalog.startup;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each in a JVM of its own, as options of this one are everybody's. */
class HeapRoomTests {

    @ParameterizedTest
    @CsvSource({
        "-XX:+UseG1GC, 40 80",
        "-XX:+UseG1GC -XX:MaxHeapFreeRatio=60, 40 60",
        "-XX:+UseG1GC -XX:MinHeapFreeRatio=50, 50 70",
        "-XX:+UseSerialGC, 40 70"
    })
    void g1HasRoomWhereNobodyHasDecidedOtherwise(String options, String free) throws IOException {
        List<String> command = Stream.of(
                        Stream.of(java()),
                        Stream.of(options.split(" ", -1)),
                        Stream.of("-cp", System.getProperty("java.class.path"), Told.class.getName()))
                .flatMap(part -> part)
                .toList();

        Process jvm = new ProcessBuilder(command).start();

        assertThat(new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(free);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** What such a JVM runs. */
    static final class Told {

        public static void main(String[] arguments) {
            HeapRoom.leave();
            HotSpotDiagnosticMXBean jvm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            System.out.print(jvm.getVMOption("MinHeapFreeRatio").getValue() + " "
                    + jvm.getVMOption("MaxHeapFreeRatio").getValue());
        }
    }
}
