package dev.cnnc.runtime.data;

import dev.cnnc.runtime.CnncException;
import dev.cnnc.runtime.io.ImageFit;
import dev.cnnc.runtime.io.ImageScaler;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Pictures in files, decoded when they are asked for and brought to one shape as {@link ImageScaler} does. As many as
 * fit a share of the memory stay there once they were decoded, so that a small data set is decoded once, and one larger
 * than the memory streams from the disk.
 */
final class PictureFiles implements Dataset {
    private final String source;
    private final ImageShape shape;
    private final ImageFit fit;
    private final List<Path> files;
    private final int[] labels;
    private final List<String> classNames;
    private final AtomicReferenceArray<byte[]> kept;

    /**
     * @param source where the data comes from, for messages
     * @param labels the class of each file
     * @param classNames the classes' names in the order of their labels, or an empty list
     * @param most decoded pictures that may stay in memory
     */
    PictureFiles(String source, ImageShape shape, ImageFit fit, List<Path> files, int[] labels,
            List<String> classNames, long most) {
        this.source = source;
        this.shape = shape;
        this.fit = fit;
        this.files = List.copyOf(files);
        this.labels = labels;
        this.classNames = List.copyOf(classNames);
        kept = new AtomicReferenceArray<>((int) Math.min(files.size(), most));
    }

    @Override
    public int size() {
        return labels.length;
    }

    @Override
    public ImageShape shape() {
        return shape;
    }

    @Override
    public int label(int image) {
        return labels[image];
    }

    /**
     * @throws CnncException naming the file, if it is no picture that can be decoded
     */
    @Override
    public void copyPixels(int image, byte[] to, int at) {
        byte[] pixels = image < kept.length() ? kept.get(image) : null;
        if (pixels == null) {
            pixels = decode(files.get(image));
            if (image < kept.length()) {
                kept.set(image, pixels);
            }
        }
        System.arraycopy(pixels, 0, to, at, pixels.length);
    }

    private byte[] decode(Path file) {
        float[] values = new float[shape.bytes()];
        ImageScaler.scale(file, fit, shape.height(), shape.width(), shape.channels(), values, 0);
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    @Override
    public List<String> classNames() {
        return classNames;
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public Optional<Path> file(int image) {
        return Optional.of(files.get(image));
    }
}
