package dev.catalog.startup;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.JMRuntimeException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the C library give back what it keeps of memory that was freed, most of it the compilers'. Of itself it keeps tens of megabytes,
 * some for each thread that ever asked for memory.
 * <p>Who starts the JVM with an interval to do so, 0 for never, has decided otherwise.
 */
public final class NativeHeap {

    private static final Logger log = LoggerFactory.getLogger(NativeHeap.class);

    private static final String INTERVAL = "TrimNativeHeapInterval";
    private static final String COMMANDS = "com.sun.management:type=DiagnosticCommand";
    private static final String TRIM = "systemTrimNativeHeap";

    private NativeHeap() {}

    /** To be called once: four times a minute from then on, as it takes milliseconds and the compilers fill it as fast. */
    public static void keepTrimmed() {
        Optional<ScheduledFuture<?>> _ = keepTrimmed(Duration.ofSeconds(15));
    }

    static Optional<ScheduledFuture<?>> keepTrimmed(Duration interval) {
        return isUndecided()
                ? Optional.of(ForkJoinPool.commonPool()
                        .scheduleWithFixedDelay(
                                NativeHeap::trim, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS))
                : Optional.empty();
    }

    private static boolean isUndecided() {
        HotSpotDiagnosticMXBean jvm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        return jvm != null && jvm.getVMOption(INTERVAL).getOrigin() == VMOption.Origin.DEFAULT;
    }

    private static void trim() {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        try {
            String told = (String) beans.invoke(new ObjectName(COMMANDS), TRIM, null, null);
            log.debug(told.strip());
        } catch (JMException | JMRuntimeException e) {
            log.info(
                    "What the C library keeps of freed memory stays there; the JVM does not trim it: {}", e.toString());
            // Ends the schedule.
            throw new IllegalStateException(e);
        }
    }
}
