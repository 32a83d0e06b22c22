package dev.cnnc.runtime.io;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CheckedOutputStream;
import java.util.zip.Checksum;

/** Writes safetensors files of float32; see {@link Safetensors} for the format. */
public final class SafetensorsWriter {
    private static final int FLOATS_AT_ONCE = 1 << 14;

    private SafetensorsWriter() {
    }

    /**
     * A tensor to write.
     *
     * @param name unique in the file
     * @param shape its dimensions, outermost first
     * @param values the array that holds it
     * @param from where in the array it begins
     * @param elements product of the dimensions
     */
    public record Source(String name, List<Integer> shape, float[] values, int from, int elements) {
    }

    /**
     * Writes the tensors in their order to a stream, which stays open; equal contents give equal bytes.
     */
    public static void write(OutputStream out, Map<String, String> metadata, List<Source> tensors)
            throws IOException {
        byte[] header = header(metadata, tensors);
        out.write(ByteBuffer.allocate(Safetensors.PREFIX).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length)
                .array());
        out.write(header);
        ByteBuffer buffer = ByteBuffer.allocate(4 * FLOATS_AT_ONCE).order(ByteOrder.LITTLE_ENDIAN);
        for (Source tensor : tensors) {
            writeValues(out, tensor, buffer);
        }
    }

    /**
     * Writes a file, which appears whole or not at all.
     *
     * @throws dev.cnnc.runtime.CnncException if it cannot be written
     */
    public static void write(Path file, Map<String, String> metadata, List<Source> tensors) {
        AtomicFile.write(file, out -> write(out, metadata, tensors));
    }

    /** Adds the bytes of the tensors' data, as {@link #write} writes them, to a checksum. */
    public static void checksum(Checksum checksum, List<Source> tensors) {
        ByteBuffer buffer = ByteBuffer.allocate(4 * FLOATS_AT_ONCE).order(ByteOrder.LITTLE_ENDIAN);
        OutputStream sum = new CheckedOutputStream(OutputStream.nullOutputStream(), checksum);
        try {
            for (Source tensor : tensors) {
                writeValues(sum, tensor, buffer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a stream that leads nowhere failed", e);
        }
    }

    private static byte[] header(Map<String, String> metadata, List<Source> tensors) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("__metadata__", metadata);
        long begin = 0;
        for (Source tensor : tensors) {
            long end = begin + 4L * tensor.elements();
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("dtype", "F32");
            entry.put("shape", tensor.shape());
            entry.put("data_offsets", List.of(begin, end));
            if (header.put(tensor.name(), entry) != null) {
                throw new IllegalArgumentException("two tensors are named " + tensor.name());
            }
            begin = end;
        }
        String text = Json.write(header);
        // The data begin at a multiple of eight, so that others can map the file into memory.
        return (text + " ".repeat(-text.length() & 7)).getBytes(StandardCharsets.US_ASCII);
    }

    private static void writeValues(OutputStream out, Source tensor, ByteBuffer buffer) throws IOException {
        int at = tensor.from();
        int left = tensor.elements();
        while (left > 0) {
            int part = Math.min(left, FLOATS_AT_ONCE);
            buffer.clear();
            buffer.asFloatBuffer().put(tensor.values(), at, part);
            out.write(buffer.array(), 0, 4 * part);
            at += part;
            left -= part;
        }
    }
}
