package dev.cnnc.runtime.io;

import dev.cnnc.runtime.CnncException;
import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/**
 * Reads image files of strangers, in the formats that the JDK knows (PNG, JPEG, GIF, BMP, TIFF) and others for
 * which a plug-in of {@link ImageIO} is there: of several images in a file the first, turned as a camera's orientation
 * mark says.
 */
public final class ImageDecoder {
    /** Pixels of the largest image: its decoded form must fit the memory of a small machine. */
    public static final long MAX_PIXELS = 64_000_000;

    /** What decoding a pixel may take at most, the decoder's own buffers included. */
    private static final int BYTES_PER_PIXEL = 16;

    /** The longest side, which is what JPEG allows. */
    public static final int MAX_SIDE = 65_535;

    private static final String JDK = "com.sun.imageio.";

    /** How the JDK's readers begin to say that a picture is whole and yet of a sort that they do not know. */
    private static final String UNSUPPORTED = "Unsupported";

    private ImageDecoder() {
    }

    /**
     * Decodes an image file. Its size is taken from its header and checked before any pixel is decoded: a file of a
     * hundred bytes can announce gigabytes.
     *
     * @throws CnncException if it is missing, no image, damaged or larger than {@link #MAX_PIXELS}
     */
    public static BufferedImage decode(Path file) {
        return read(file, reader -> ImageOrientation.of(file).apply(reader.read(0)));
    }

    /** The picture in a PNG file of the usual sort; null if {@link #decode} must read it, or refuse it. */
    static PictureRows plain(Path file, int channels) {
        try {
            return PlainPng.read(file, channels);
        } catch (IOException unreadable) {
            return null;
        }
    }

    /**
     * The size of an image as it is shown, from its header alone.
     *
     * @return width and height in pixels
     * @throws CnncException if it is missing, no image, its header is damaged, or it is larger than {@link #MAX_PIXELS}
     */
    public static Dimension size(Path file) {
        return read(file, reader -> ImageOrientation.of(file).apply(
                new Dimension(reader.getWidth(0), reader.getHeight(0))));
    }

    /** What is wanted of a file whose size was checked. */
    private interface Wanted<T> {
        T of(ImageReader reader) throws IOException;
    }

    private static <T> T read(Path file, Wanted<T> wanted) {
        if (!Files.isRegularFile(file)) {
            throw new CnncException(file + (Files.exists(file) ? ": not a file" : ": no such file"));
        }
        try (ImageInputStream stream = new FileImageInputStream(file.toFile())) {
            List<ImageReader> readers = readers(stream);
            if (readers.isEmpty()) {
                throw new CnncException(file + ": " + ImageFormat.explain(file));
            }
            IOException unsupported = null;
            for (ImageReader reader : readers) {
                try {
                    stream.seek(0);
                    reader.setInput(stream, true, true);
                    checkSize(file, reader.getWidth(0), reader.getHeight(0));
                    return wanted.of(reader);
                } catch (IIOException e) {
                    if (e.getMessage() == null || !e.getMessage().startsWith(UNSUPPORTED)) {
                        throw e;
                    }
                    unsupported = unsupported == null ? e : unsupported;
                } finally {
                    reader.dispose();
                }
            }
            throw unsupported;
        } catch (CnncException e) {
            throw e;
        } catch (IOException e) {
            throw new CnncException("cannot read the image " + file + ": " + AtomicFile.reason(e), e);
        } catch (RuntimeException | OutOfMemoryError e) {
            // The JDK's decoders answer damaged files with exceptions of every kind, wrong array sizes among them.
            throw new CnncException("cannot read the image " + file + ": it is damaged", e);
        }
    }

    /** The JDK's own first: a picture gives the same pixels whether there are plug-ins or not. */
    private static List<ImageReader> readers(ImageInputStream stream) {
        List<ImageReader> readers = new ArrayList<>();
        ImageIO.getImageReaders(stream).forEachRemaining(readers::add);
        readers.sort(Comparator.comparing(reader -> !reader.getClass().getName().startsWith(JDK)));
        return readers;
    }

    private static void checkSize(Path file, int width, int height) {
        if (width < 1 || height < 1) {
            throw new CnncException(file + ": the image is damaged: its size is " + width + "x" + height);
        }
        if (width > MAX_SIDE || height > MAX_SIDE || (long) width * height > MAX_PIXELS) {
            throw new CnncException(file + ": the image is too large: " + width + "x" + height + " pixels; at most "
                    + MAX_PIXELS / 1_000_000 + " million are read, and " + MAX_SIDE + " a side");
        }
        if ((long) width * height > Runtime.getRuntime().maxMemory() / BYTES_PER_PIXEL) {
            throw new CnncException(file + ": the image is too large for Java's memory: " + width + "x" + height
                    + " pixels; give it more with java -Xmx");
        }
    }
}
