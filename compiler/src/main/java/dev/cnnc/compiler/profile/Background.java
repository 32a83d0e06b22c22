package dev.cnnc.compiler.profile;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * What the JVM computes beside the program, above all the JIT compiler: the time of the process without that of Java's
 * threads. On a busy machine the compiler can take many seconds for what it is asked for at first, and until it is done
 * the program gets no faster.
 */
final class Background {

    private final OperatingSystemMXBean process =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private long before = nanoseconds();

    /** Processor time since the last call, or since this was made, in nanoseconds. */
    long sinceLastCall() {
        long now = nanoseconds();
        long since = now - before;
        before = now;
        return since;
    }

    private long nanoseconds() {
        long java = 0;
        for (long id : threads.getAllThreadIds()) {
            java += Math.max(0, threads.getThreadCpuTime(id));
        }
        return process.getProcessCpuTime() - java;
    }
}
