package dev.cnnc.runtime.io;

import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How a camera was held, which a JPEG file tells in its Exif segment (Exif 2.3, section 4.6.4 A, tag 274). A file that
 * does not say so, or says it wrongly, is shown as it is stored.
 *
 * @param transposed whether rows are shown as columns, before anything else
 * @param mirrored whether left and right change places
 * @param upsideDown whether top and bottom change places
 */
record ImageOrientation(boolean transposed, boolean mirrored, boolean upsideDown) {
    private static final ImageOrientation AS_STORED = new ImageOrientation(false, false, false);
    private static final int START_OF_IMAGE = 0xffd8;
    private static final int EXIF_SEGMENT = 0xffe1;
    private static final int START_OF_SCAN = 0xffda;
    private static final int MOST_SEGMENTS = 64;
    private static final String EXIF = "Exif\0\0";
    private static final int ORIENTATION_TAG = 274;
    private static final int ENTRY_BYTES = 12;

    static ImageOrientation of(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (in.readUnsignedShort() != START_OF_IMAGE) {
                return AS_STORED;
            }
            for (int segment = 0; segment < MOST_SEGMENTS; segment++) {
                int marker = in.readUnsignedShort();
                if (marker == START_OF_SCAN || marker >>> 8 != 0xff) {
                    return AS_STORED;
                }
                byte[] content = in.readNBytes(Math.max(0, in.readUnsignedShort() - 2));
                if (marker == EXIF_SEGMENT && startsWithExif(content)) {
                    return numbered(orientation(content));
                }
            }
            return AS_STORED;
        } catch (EOFException cutOff) {
            return AS_STORED;
        }
    }

    private static boolean startsWithExif(byte[] content) {
        return content.length > EXIF.length()
                && EXIF.equals(new String(content, 0, EXIF.length(), StandardCharsets.ISO_8859_1));
    }

    /** The tag's value in the first directory of the TIFF structure; 1 if it is not there. */
    private static int orientation(byte[] content) {
        ByteBuffer tiff = ByteBuffer.wrap(content, EXIF.length(), content.length - EXIF.length()).slice();
        if (tiff.remaining() < 8) {
            return 1;
        }
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        long directory = Integer.toUnsignedLong(tiff.getInt(4));
        if (directory + 2 > tiff.limit()) {
            return 1;
        }
        int entries = Short.toUnsignedInt(tiff.getShort((int) directory));
        for (int i = 0; i < entries; i++) {
            long entry = directory + 2 + (long) i * ENTRY_BYTES;
            if (entry + ENTRY_BYTES > tiff.limit()) {
                return 1;
            }
            if (Short.toUnsignedInt(tiff.getShort((int) entry)) == ORIENTATION_TAG) {
                return Short.toUnsignedInt(tiff.getShort((int) entry + 8));
            }
        }
        return 1;
    }

    private static ImageOrientation numbered(int number) {
        return switch (number) {
            case 2 -> new ImageOrientation(false, true, false);
            case 3 -> new ImageOrientation(false, true, true);
            case 4 -> new ImageOrientation(false, false, true);
            case 5 -> new ImageOrientation(true, false, false);
            case 6 -> new ImageOrientation(true, true, false);
            case 7 -> new ImageOrientation(true, true, true);
            case 8 -> new ImageOrientation(true, false, true);
            default -> AS_STORED;
        };
    }

    Dimension apply(Dimension stored) {
        return transposed ? new Dimension(stored.height, stored.width) : stored;
    }

    /** The image as it is shown. */
    BufferedImage apply(BufferedImage stored) {
        if (equals(AS_STORED)) {
            return stored;
        }
        Raster from = stored.getRaster();
        int width = transposed ? from.getHeight() : from.getWidth();
        int height = transposed ? from.getWidth() : from.getHeight();
        WritableRaster to = from.createCompatibleWritableRaster(width, height);
        Object pixel = null;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int storedX = mirrored ? width - 1 - x : x;
                int storedY = upsideDown ? height - 1 - y : y;
                pixel = transposed ? from.getDataElements(storedY, storedX, pixel)
                        : from.getDataElements(storedX, storedY, pixel);
                to.setDataElements(x, y, pixel);
            }
        }
        return new BufferedImage(stored.getColorModel(), to, stored.isAlphaPremultiplied(), null);
    }
}
