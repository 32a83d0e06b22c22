package dev.cnnc.runtime.io;

import dev.cnnc.runtime.CnncException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/** Reads image files of strangers, in the formats that the JDK knows: PNG, JPEG, GIF, BMP and others. */
public final class ImageDecoder {
    /** More than nearly every camera gives, and what a few kilobytes of hostile PNG must not exceed. */
    private static final long MOST_PIXELS = 64_000_000;
    /** What decoding one pixel may take, the decoder's own buffers included. */
    private static final int BYTES_PER_PIXEL = 16;

    private ImageDecoder() {
    }

    /**
     * Decodes an image file of at most 64 million pixels.
     *
     * @throws CnncException if it is missing, no image, damaged or too large
     */
    public static BufferedImage decode(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new CnncException(file + (Files.exists(file) ? ": this is not a file, but an image is expected"
                    : ": there is no such file"));
        }
        try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new CnncException(file + ": this is not an image in a known format; PNG, JPEG, GIF and BMP are read");
            }
            return decode(file, in, readers.next());
        } catch (IOException unreadable) {
            throw new CnncException(file + ": cannot be read (" + unreadable.getMessage() + ")", unreadable);
        }
    }

    private static BufferedImage decode(Path file, ImageInputStream in, ImageReader reader) {
        try {
            // Metadata is not wanted, and compressed text in it could fill the memory.
            reader.setInput(in, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            long pixels = (long) width * height;
            if (pixels > MOST_PIXELS || pixels > Runtime.getRuntime().maxMemory() / BYTES_PER_PIXEL) {
                throw new CnncException(String.format("%s: an image of %,d x %,d pixels is too large to be read", file,
                        width, height));
            }
            return reader.read(0);
        } catch (CnncException tooLarge) {
            throw tooLarge;
        } catch (IOException | RuntimeException damaged) {
            // The JDK's decoders answer damaged data with any of a dozen unchecked exceptions.
            throw new CnncException(file + ": the image is damaged and cannot be read (" + damaged.getMessage() + ")",
                    damaged);
        } finally {
            reader.dispose();
        }
    }
}
