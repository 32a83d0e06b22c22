package dev.cnnc.compiler.report;

import dev.cnnc.runtime.CnncException;
import dev.cnnc.runtime.data.Dataset;
import dev.cnnc.runtime.io.ImageDecoder;
import java.awt.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What the images of a data set are like. All of them are looked at; those that cannot be read are left out of the
 * figures and listed.
 */
public final class DataStatistics {

    private static final double BYTE = 255;

    private final Dataset data;
    private final long[] sums;
    private final long[] squares;
    private final SortedMap<Integer, String> broken = new TreeMap<>();
    private final List<Dimension> sizes = new ArrayList<>();

    private DataStatistics(Dataset data) {
        this.data = data;
        sums = new long[data.shape().channels()];
        squares = new long[sums.length];
    }

    /** Looks at all images, on all processors; whole numbers are summed, so that the order does not matter. */
    public static DataStatistics of(Dataset data) {
        DataStatistics statistics = new DataStatistics(data);
        IntStream.range(0, data.size()).parallel().forEach(statistics::add);
        return statistics;
    }

    private void add(int image) {
        byte[] pixels = new byte[data.shape().bytes()];
        try {
            data.copyPixels(image, pixels, 0);
            Dimension size = data.file(image).map(ImageDecoder::size)
                    .orElseGet(() -> new Dimension(data.shape().width(), data.shape().height()));
            add(pixels, size);
        } catch (CnncException unreadable) {
            synchronized (this) {
                broken.put(image, unreadable.getMessage());
            }
        }
    }

    private void add(byte[] pixels, Dimension size) {
        long[] sum = new long[sums.length];
        long[] square = new long[sums.length];
        for (int i = 0; i < pixels.length; i++) {
            int value = pixels[i] & 0xff;
            sum[i % sum.length] += value;
            square[i % sum.length] += (long) value * value;
        }
        synchronized (this) {
            sizes.add(size);
            for (int c = 0; c < sums.length; c++) {
                sums[c] += sum[c];
                squares[c] += square[c];
            }
        }
    }

    /** How many images of a class there are. */
    public int count(int label) {
        return (int) IntStream.range(0, data.size()).filter(image -> data.label(image) == label).count();
    }

    /** Classes from 0 to the highest that an image has, or that has a name. */
    public int classes() {
        int highest = IntStream.range(0, data.size()).map(data::label).max().orElse(-1);
        return Math.max(highest + 1, data.classNames().size());
    }

    /** The mean of a channel's pixels, in units of 255. */
    public double mean(int channel) {
        return sums[channel] / pixels() / BYTE;
    }

    /** The standard deviation of a channel's pixels, in units of 255. */
    public double deviation(int channel) {
        double mean = sums[channel] / pixels();
        return Math.sqrt(Math.max(0, squares[channel] / pixels() - mean * mean)) / BYTE;
    }

    private double pixels() {
        return (double) sizes.size() * data.shape().height() * data.shape().width();
    }

    /** Images that could be read. */
    public int readable() {
        return sizes.size();
    }

    /** Why images could not be read, by their numbers. */
    public SortedMap<Integer, String> broken() {
        return broken;
    }

    /** The sizes of the images as they are stored, from the least to the largest area; {@code 28x28}. */
    public List<String> sizes() {
        return sizes.stream()
                .sorted((a, b) -> Long.compare((long) a.width * a.height, (long) b.width * b.height))
                .map(size -> size.height + "x" + size.width)
                .toList();
    }
}
