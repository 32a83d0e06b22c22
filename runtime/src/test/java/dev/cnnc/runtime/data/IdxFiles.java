package dev.cnnc.runtime.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Writes the IDX files that the tests read. */
final class IdxFiles {
    private IdxFiles() {
    }

    /** An IDX file's bytes. */
    static byte[] bytes(int magic, int[] sizes, byte... elements) {
        ByteBuffer buffer = ByteBuffer.allocate(4 + 4 * sizes.length + elements.length).putInt(magic);
        for (int size : sizes) {
            buffer.putInt(size);
        }
        return buffer.put(elements).array();
    }

    /** Images of 2x3 whose pixels count up from 0. */
    static byte[] images(int count) {
        byte[] pixels = new byte[count * 6];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) i;
        }
        return bytes(0x803, new int[] {count, 2, 3}, pixels);
    }

    /** Labels 0, 1, 2, 0, 1, … */
    static byte[] labels(int count) {
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            labels[i] = (byte) (i % 3);
        }
        return bytes(0x801, new int[] {count}, labels);
    }

    static byte[] gzipped(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }

    /** A file of images and, beside it, a file of labels. */
    static void writePair(Path folder, String part, int count) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve(part + "-images-idx3-ubyte"), images(count));
        Files.write(folder.resolve(part + "-labels-idx1-ubyte"), labels(count));
    }
}
