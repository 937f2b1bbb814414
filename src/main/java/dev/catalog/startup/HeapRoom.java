package dev.catalog.startup;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Leaves G1 room. By its defaults it gives memory back until what lives takes 30 % of the heap, and begins to mark as soon as what
 * is not young takes more than a quarter: from then on at every second collection, for nothing.
 * <p>Who starts the JVM with a bound of what is free has decided otherwise.
 */
public final class HeapRoom {

    private static final String LEAST_FREE = "MinHeapFreeRatio";
    private static final String MOST_FREE = "MaxHeapFreeRatio";

    private HeapRoom() {}

    /** To be called once, before memory is taken. */
    public static void leave() {
        HotSpotDiagnosticMXBean jvm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        if (jvm != null && isCollectedByG1() && isUndecided(jvm)) {
            jvm.setVMOption(MOST_FREE, "80");
        }
    }

    private static boolean isCollectedByG1() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .map(GarbageCollectorMXBean::getName)
                .anyMatch(name -> name.startsWith("G1 "));
    }

    private static boolean isUndecided(HotSpotDiagnosticMXBean jvm) {
        // Those that can be set while it runs.
        Map<String, VMOption> options =
                jvm.getDiagnosticOptions().stream().collect(Collectors.toMap(VMOption::getName, Function.identity()));
        return isDefault(options.get(LEAST_FREE)) && isDefault(options.get(MOST_FREE));
    }

    private static boolean isDefault(@Nullable VMOption option) {
        return option != null && option.isWriteable() && option.getOrigin() == VMOption.Origin.DEFAULT;
    }
}
