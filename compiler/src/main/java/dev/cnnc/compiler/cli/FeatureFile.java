package dev.cnnc.compiler.cli;

import dev.cnnc.runtime.CnncException;
import dev.cnnc.runtime.OutputInfo;
import dev.cnnc.runtime.data.Dataset;
import dev.cnnc.runtime.io.AtomicFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;

/** A file of features: a table of text, or NumPy's format (numpy.lib.format, version 1.0). */
enum FeatureFile {
    NPY {
        @Override
        void writeAll(Path file, Dataset data, OutputInfo features, Consumer<Batch> compute) {
            String shape = features.height() * features.width() == 1
                    ? "(" + data.size() + ", " + features.channels() + ")"
                    : "(" + data.size() + ", " + features.height() + ", " + features.width() + ", "
                            + features.channels() + ")";
            AtomicFile.write(file, out -> {
                out.write(header("<f4", shape));
                forEachBatch(data, features, compute, batch -> {
                    ByteBuffer bytes = buffer(batch.count * features.size() * Float.BYTES);
                    bytes.asFloatBuffer().put(batch.values, 0, batch.count * features.size());
                    out.write(bytes.array());
                });
            });
            ByteBuffer labels = buffer(Math.multiplyExact(data.size(), Long.BYTES));
            for (int i = 0; i < data.size(); i++) {
                labels.putLong(data.label(i));
            }
            AtomicFile.write(labelsBeside(file), out -> {
                out.write(header("<i8", "(" + data.size() + ",)"));
                out.write(labels.array());
            });
        }
    },
    CSV {
        @Override
        void writeAll(Path file, Dataset data, OutputInfo features, Consumer<Batch> compute) {
            AtomicFile.write(file, out -> forEachBatch(data, features, compute, batch -> {
                StringBuilder lines = new StringBuilder();
                for (int i = 0; i < batch.count; i++) {
                    lines.append(data.label(batch.first + i));
                    for (int f = 0; f < features.size(); f++) {
                        lines.append(',').append(batch.values[i * features.size() + f]);
                    }
                    lines.append('\n');
                }
                out.write(lines.toString().getBytes(StandardCharsets.US_ASCII));
            }));
        }
    };

    private static final int TOGETHER = 256;
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int ALIGNMENT = 64;

    /** Neighbouring images, and room for what is computed of them. */
    record Batch(int first, int count, float[] values) {}

    private interface BatchWriter {
        void write(Batch batch) throws IOException;
    }

    abstract void writeAll(Path file, Dataset data, OutputInfo features, Consumer<Batch> compute);

    /** The format that a file's name asks for, bound to that file. */
    static Target of(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".npy")) {
            return new Target(NPY, file);
        }
        if (name.endsWith(".csv")) {
            return new Target(CSV, file);
        }
        throw new CnncException("features are written to a file that ends in .npy or .csv, not to " + file);
    }

    /** A file and its format. */
    record Target(FeatureFile format, Path file) {
        /** @param compute fills the values of a batch */
        void write(Dataset data, OutputInfo features, Consumer<Batch> compute) {
            format.writeAll(file, data, features, compute);
        }
    }

    /** {@code features.labels.npy} for {@code features.npy}. */
    static Path labelsBeside(Path file) {
        String name = file.getFileName().toString();
        return file.resolveSibling(name.substring(0, name.length() - ".npy".length()) + ".labels.npy");
    }

    private static void forEachBatch(Dataset data, OutputInfo features, Consumer<Batch> compute, BatchWriter writer)
            throws IOException {
        float[] values = new float[Math.multiplyExact(Math.min(TOGETHER, data.size()), features.size())];
        for (int first = 0; first < data.size(); first += TOGETHER) {
            Batch batch = new Batch(first, Math.min(TOGETHER, data.size() - first), values);
            compute.accept(batch);
            writer.write(batch);
        }
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Padded with blanks so that the numbers begin at a multiple of 64 bytes, as the format asks. */
    private static byte[] header(String type, String shape) {
        String text = "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }";
        int unpadded = MAGIC.length + Short.BYTES + text.length() + 1;
        int padding = (ALIGNMENT - unpadded % ALIGNMENT) % ALIGNMENT;
        byte[] rest = (text + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
        return buffer(MAGIC.length + Short.BYTES + rest.length).put(MAGIC).putShort((short) rest.length).put(rest)
                .array();
    }
}
