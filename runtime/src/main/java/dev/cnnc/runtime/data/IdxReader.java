package dev.cnnc.runtime.data;

import dev.cnnc.runtime.CnncException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads IDX, the format of MNIST and Fashion-MNIST, plain or gzipped: big-endian, {@code 00 00 type rank}, a 32-bit
 * size for each dimension, then the elements. Images are unsigned bytes (type 08) of count x rows x columns, grey, or
 * of count x rows x columns x channels; labels are unsigned bytes of one dimension.
 */
public final class IdxReader {
    private static final int UNSIGNED_BYTE = 8;

    private IdxReader() {
    }

    /**
     * Reads a pair of files.
     *
     * @throws CnncException if a file is missing, damaged, cut off or of another kind, if the two do not belong
     *         together, or if the images need more memory than there is
     */
    public static Dataset read(Path imageFile, Path labelFile) {
        byte[][] images;
        ImageShape shape;
        try (InputStream in = InputFile.open(imageFile)) {
            long[] sizes = readHeader(imageFile, in, "images", 3, 4);
            shape = shape(imageFile, sizes);
            requireContent(imageFile, sizes);
            MemoryBudget.require(imageFile, sizes[0], shape);
            images = new byte[Math.toIntExact(sizes[0])][];
            for (int i = 0; i < images.length; i++) {
                // One at a time, so that a header that lies costs no more memory than the file has content.
                images[i] = new byte[shape.bytes()];
                readElements(imageFile, in, images[i], (long) i * shape.bytes(), sizes);
            }
            requireEnd(imageFile, in, sizes);
        } catch (IOException unreadable) {
            throw InputFile.failure(imageFile, unreadable);
        }
        int[] labels = readLabels(labelFile, images.length, imageFile);
        return new InMemoryDataset(imageFile.toString(), shape, images, labels, List.of());
    }

    private static int[] readLabels(Path file, int images, Path imageFile) {
        try (InputStream in = InputFile.open(file)) {
            long[] sizes = readHeader(file, in, "labels", 1, 1);
            if (sizes[0] != images) {
                throw new CnncException(String.format("%s has %,d labels, but %s has %,d images: the two files do"
                        + " not belong together", file, sizes[0], imageFile, images));
            }
            requireContent(file, sizes);
            byte[] bytes = new byte[images];
            readElements(file, in, bytes, 0, sizes);
            requireEnd(file, in, sizes);
            int[] labels = new int[images];
            for (int i = 0; i < images; i++) {
                labels[i] = bytes[i] & 0xff;
            }
            return labels;
        } catch (IOException unreadable) {
            throw InputFile.failure(file, unreadable);
        }
    }

    /** The sizes of the dimensions, each from 1 to 2^31 - 1. */
    private static long[] readHeader(Path file, InputStream in, String content, int lowestRank, int highestRank)
            throws IOException {
        byte[] magic = in.readNBytes(4);
        if (magic.length < 4) {
            throw new CnncException(file + ": an IDX file starts with 4 bytes that say what it holds, but this file"
                    + " has " + magic.length);
        }
        int number = ByteBuffer.wrap(magic).getInt();
        int rank = number & 0xff;
        if (number >>> 8 != UNSIGNED_BYTE || rank < lowestRank || rank > highestRank) {
            throw new CnncException(String.format("%s: this is no IDX file of %s: it starts with %08x, but %08x is"
                    + " expected", file, content, number, UNSIGNED_BYTE << 8 | lowestRank));
        }
        byte[] header = in.readNBytes(4 * rank);
        if (header.length < 4 * rank) {
            throw new CnncException(file + ": the file is cut off within its header: " + (4 + 4 * rank)
                    + " bytes expected, " + (4 + header.length) + " found");
        }
        ByteBuffer buffer = ByteBuffer.wrap(header);
        long[] sizes = new long[rank];
        for (int i = 0; i < rank; i++) {
            sizes[i] = Integer.toUnsignedLong(buffer.getInt());
            if (sizes[i] == 0 || sizes[i] > Integer.MAX_VALUE) {
                throw new CnncException(String.format("%s: dimension %d of the %s is %,d, but must be from 1 to %,d",
                        file, i + 1, content, sizes[i], Integer.MAX_VALUE));
            }
        }
        return sizes;
    }

    private static ImageShape shape(Path file, long[] sizes) {
        try {
            return new ImageShape((int) sizes[1], (int) sizes[2], sizes.length == 4 ? (int) sizes[3] : 1);
        } catch (CnncException tooLarge) {
            throw new CnncException(file + ": " + tooLarge.getMessage(), tooLarge);
        }
    }

    /** Fails before any memory is taken if the file is too short for what its header declares. */
    private static void requireContent(Path file, long[] sizes) throws IOException {
        long expected;
        try {
            expected = expectedBytes(sizes);
        } catch (ArithmeticException tooMany) {
            throw new CnncException(file + ": the header declares more bytes than a file can have", tooMany);
        }
        long possible = InputFile.largestContent(file);
        if (possible < expected) {
            throw new CnncException(String.format("%s: the file is cut off: its header declares %,d bytes, but there"
                    + " are at most %,d", file, expected, possible));
        }
    }

    private static long expectedBytes(long[] sizes) {
        long elements = 1;
        for (long size : sizes) {
            elements = Math.multiplyExact(elements, size);
        }
        return Math.addExact(elements, headerBytes(sizes));
    }

    private static int headerBytes(long[] sizes) {
        return 4 + 4 * sizes.length;
    }

    private static void readElements(Path file, InputStream in, byte[] to, long before, long[] sizes)
            throws IOException {
        int read = in.readNBytes(to, 0, to.length);
        if (read < to.length) {
            throw new CnncException(String.format("%s: the file is cut off: %,d bytes expected, %,d found", file,
                    expectedBytes(sizes), headerBytes(sizes) + before + read));
        }
    }

    private static void requireEnd(Path file, InputStream in, long[] sizes) throws IOException {
        if (in.read() >= 0) {
            throw new CnncException(String.format("%s: the file goes on after the %,d bytes that its header declares",
                    file, expectedBytes(sizes)));
        }
    }
}
