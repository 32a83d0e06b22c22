package dev.cnnc.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The resident memory of a process, as Linux says it. */
record ProcessMemory(Path folder) {

    /** What makes the kernel forget a peak; see proc(5), clear_refs. */
    private static final String FORGET = "5";

    private static final int KILO = 1024;

    static ProcessMemory of(Process process) {
        return new ProcessMemory(Path.of("/proc", Long.toString(process.pid())));
    }

    /** From now on the peak is that of what follows, beginning with what is resident. */
    void forgetPeak() throws IOException {
        Files.writeString(folder.resolve("clear_refs"), FORGET);
    }

    /** In bytes; 0 if the process has ended. */
    long peak() {
        try {
            return Files.readAllLines(folder.resolve("status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KILO)
                    .findFirst()
                    .orElse(0);
        } catch (IOException ended) {
            return 0;
        }
    }
}
