package dev.catalog.startup;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
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
    void g1HasRoomWhereNobodyHasDecidedOtherwise(String options, String free) {
        assertThat(OwnJvm.outputOf(Told.class, options)).isEqualTo(free);
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
