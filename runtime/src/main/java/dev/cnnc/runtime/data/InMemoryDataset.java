package dev.cnnc.runtime.data;

import java.util.List;
import java.util.Objects;

/** A data set whose images are all in memory, a byte array each. */
public final class InMemoryDataset implements Dataset {
    private final String source;
    private final ImageShape shape;
    private final byte[][] images;
    private final int[] labels;
    private final List<String> classNames;

    /**
     * Takes over the arrays, which must not change afterwards.
     *
     * @param source where the data comes from, for messages
     * @param shape the shape of every image
     * @param images the images, {@code shape.bytes()} unsigned bytes each: rows, columns, channels
     * @param labels the class of each image, from 0
     * @param classNames the classes' names in the order of their labels, or an empty list
     */
    public InMemoryDataset(String source, ImageShape shape, byte[][] images, int[] labels, List<String> classNames) {
        this.source = Objects.requireNonNull(source);
        this.shape = shape;
        this.images = images;
        this.labels = labels;
        this.classNames = List.copyOf(classNames);
        if (images.length != labels.length) {
            throw new IllegalArgumentException(images.length + " images but " + labels.length + " labels");
        }
        for (byte[] image : images) {
            if (image.length != shape.bytes()) {
                throw new IllegalArgumentException(image.length + " bytes for an image of " + shape);
            }
        }
    }

    @Override
    public int size() {
        return images.length;
    }

    @Override
    public ImageShape shape() {
        return shape;
    }

    @Override
    public int label(int image) {
        return labels[image];
    }

    @Override
    public void copyPixels(int image, byte[] to, int at) {
        System.arraycopy(images[image], 0, to, at, images[image].length);
    }

    @Override
    public List<String> classNames() {
        return classNames;
    }

    @Override
    public String source() {
        return source;
    }
}
