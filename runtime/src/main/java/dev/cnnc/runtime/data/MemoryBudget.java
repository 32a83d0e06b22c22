package dev.cnnc.runtime.data;

import dev.cnnc.runtime.CnncException;
import java.nio.file.Path;

/** The memory that the images of one data set may take, to leave room for the network. */
final class MemoryBudget {
    /** What an array costs besides its elements: its header, its reference and the label of its image. */
    private static final int BYTES_BESIDES_PIXELS = 28;

    private MemoryBudget() {
    }

    /** How many decoded pictures may be kept: a quarter of the heap, since training and validation may both do so. */
    static long decodedPictures(ImageShape shape) {
        return Runtime.getRuntime().maxMemory() / 4 / (shape.bytes() + BYTES_BESIDES_PIXELS);
    }

    /** Fails if the paths and classes of a table do not fit an eighth of the heap. */
    static void requireText(Path file, long characters) {
        if (characters > Runtime.getRuntime().maxMemory() / 8 / Character.BYTES) {
            throw new CnncException(String.format("%s: the table needs more memory than there is; give the JVM more"
                    + " with -Xmx, or use fewer images", file));
        }
    }

    /** Fails with advice if the images do not fit half of the heap. */
    static void require(Path file, long images, ImageShape shape) {
        long limit = Runtime.getRuntime().maxMemory() / 2;
        long each = (long) shape.bytes() + BYTES_BESIDES_PIXELS;
        if (images > limit / each) {
            throw new CnncException(String.format("%s: %,d images of %s need %,d MB of memory, but only %,d MB (half of"
                    + " the Java heap) may be used for images; give the JVM more with -Xmx, or use fewer or"
                    + " smaller images",
                    file, images, shape, Math.multiplyExact(images, each) >> 20, limit >> 20));
        }
    }
}
