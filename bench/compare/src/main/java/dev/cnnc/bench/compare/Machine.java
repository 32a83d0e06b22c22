package dev.cnnc.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What the measurements were made on, as Linux says it. */
final class Machine {

    private static final int KILO = 1024;

    private Machine() {}

    /** Lines of a Markdown list. */
    static List<String> describe(Path javaHome) throws IOException {
        String flags = " " + value(Path.of("/proc/cpuinfo"), "flags") + " ";
        long kilobytes = Long.parseLong(value(Path.of("/proc/meminfo"), "MemTotal").replaceAll("\\D", ""));
        return List.of(
                "- Processor: " + value(Path.of("/proc/cpuinfo"), "model name") + ", family "
                        + value(Path.of("/proc/cpuinfo"), "cpu family") + ", "
                        + Runtime.getRuntime().availableProcessors() + " cores, vectors of "
                        + (flags.contains(" avx512f ") ? 512 : flags.contains(" avx2 ") ? 256 : 128) + " bits",
                String.format(Locale.ROOT, "- Memory: %.0f GB", kilobytes / (double) KILO / KILO),
                "- System: " + System.getProperty("os.name") + " " + System.getProperty("os.version"),
                "- Java: " + release(javaHome));
    }

    private static String value(Path file, String key) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(key))
                .findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .orElse("unknown");
    }

    private static String release(Path javaHome) throws IOException {
        String version = Files.readAllLines(javaHome.resolve("release")).stream()
                .filter(line -> line.startsWith("JAVA_VERSION="))
                .findFirst()
                .orElse("");
        return version.replaceAll("[^0-9.]", "");
    }
}
