package dev.cnnc.compiler.jar;

import dev.cnnc.runtime.Main;
import dev.cnnc.runtime.io.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.lang.model.SourceVersion;

/**
 * Writes a network and the runtime that it uses as one jar that needs nothing else. The same contents give the same bytes: entries
 * are sorted, times are fixed, and nothing says who wrote it where.
 */
public final class JarWriter {

    /** The manifest's attribute that names the network's class. */
    static final String MODEL_ATTRIBUTE = "Cnnc-Model";

    private static final String SUMMARY = "META-INF/cnnc/summary.txt";
    private static final String WEIGHTS = "META-INF/cnnc/weights.safetensors";
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private final String className;
    private final SortedMap<String, AtomicFile.Content> files = new TreeMap<>();

    /** @param network classes and resources by their paths */
    public JarWriter(String className, Map<String, byte[]> network) {
        this.className = className;
        network.forEach(this::put);
        List<byte[]> classes = network.entrySet().stream()
                .filter(file -> file.getKey().endsWith(".class"))
                .map(Map.Entry::getValue)
                .toList();
        UsedClasses.select(classes, RuntimeClasses.read()).forEach(this::put);
    }

    public JarWriter withSummary(String summary) {
        put(SUMMARY, summary.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** @param safetensors writes a whole file of weights */
    public JarWriter withWeights(AtomicFile.Content safetensors) {
        files.put(WEIGHTS, safetensors);
        return this;
    }

    private void put(String name, byte[] content) {
        files.put(name, out -> out.write(content));
    }

    /** @throws dev.cnnc.runtime.CnncException if the file cannot be written; a file from before is then untouched */
    public void write(Path jar) {
        AtomicFile.write(jar, this::writeTo);
    }

    private void writeTo(OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        String manifest = manifest();
        zip.setLevel(Deflater.BEST_COMPRESSION);
        add(zip, "META-INF/MANIFEST.MF", entry -> entry.write(manifest.getBytes(StandardCharsets.UTF_8)));
        for (Map.Entry<String, AtomicFile.Content> file : files.entrySet()) {
            add(zip, file.getKey(), file.getValue());
        }
        zip.finish();
    }

    /** Weights are stored as they are: deflated they would be 7 % shorter and take many times as long to read. */
    private static void add(ZipOutputStream zip, String name, AtomicFile.Content content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(TIME);
        if (name.equals(WEIGHTS)) {
            // A stored entry's header, which stands before it, says how long it is and what its checksum is.
            Extent extent = new Extent();
            content.writeTo(extent);
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(extent.size);
            entry.setCrc(extent.checksum.getValue());
        }
        zip.putNextEntry(entry);
        content.writeTo(zip);
        zip.closeEntry();
    }

    /** Size and checksum of what is written to it. */
    private static final class Extent extends OutputStream {
        private final CRC32 checksum = new CRC32();
        private long size;

        @Override
        public void write(int b) {
            checksum.update(b);
            size++;
        }

        @Override
        public void write(byte[] bytes, int from, int count) {
            checksum.update(bytes, from, count);
            size += count;
        }
    }

    private String manifest() {
        StringBuilder text = new StringBuilder();
        attribute(text, "Manifest-Version", "1.0");
        attribute(text, "Main-Class", Main.class.getName());
        attribute(text, MODEL_ATTRIBUTE, className);
        attribute(text, "Automatic-Module-Name", moduleName(className));
        return text.append("\r\n").toString();
    }

    /** A line of a manifest holds 72 bytes; a longer one goes on in the next after a space. */
    private static void attribute(StringBuilder text, String name, String value) {
        String line = name + ": " + value;
        int from = 0;
        while (line.length() - from > 70) {
            text.append(line, from, from + 70).append("\r\n ");
            from += 70;
        }
        text.append(line.substring(from)).append("\r\n");
    }

    /** {@code cnnc.models.lenet5} for {@code cnnc.models.Lenet5}; a word of Java's is no part of a module's name. */
    private static String moduleName(String className) {
        int dot = className.lastIndexOf('.');
        String last = className.substring(dot + 1).toLowerCase(Locale.ROOT);
        String safe = SourceVersion.isKeyword(last) ? last + "_network" : last;
        return className.substring(0, dot + 1) + safe;
    }
}
