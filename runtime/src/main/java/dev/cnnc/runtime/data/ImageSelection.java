package dev.cnnc.runtime.data;

import dev.cnnc.runtime.CnncException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Which images of a data set are taken: those of some classes, and to train with only so many of each.
 *
 * @param classes their numbers in the data set; the first becomes class 0, and so on; empty for all as they are
 * @param perClass the most images of a class to train with, chosen at random; 0 for all
 */
public record ImageSelection(List<Integer> classes, int perClass) {
    /** Every image. */
    public static final ImageSelection ALL = new ImageSelection(List.of(), 0);

    public ImageSelection {
        classes = List.copyOf(classes);
        if (new HashSet<>(classes).size() < classes.size() || classes.stream().anyMatch(number -> number < 0)) {
            throw new CnncException("the classes " + classes + " are not different numbers from 0 on");
        }
        if (perClass < 0) {
            throw new CnncException("the number of images of a class must be 0 or above, but is " + perClass);
        }
    }

    /**
     * The images to train with.
     *
     * @param seed of the choice
     * @throws CnncException if a class has no images
     */
    public Dataset training(Dataset data, long seed) {
        Dataset chosen = test(data);
        if (perClass == 0) {
            return chosen;
        }
        int[] order = IntStream.range(0, chosen.size()).toArray();
        Split.shuffle(order, new Random(seed));
        int[] taken = new int[1 + IntStream.of(order).map(chosen::label).max().orElse(0)];
        int[] few = IntStream.of(order).filter(image -> taken[chosen.label(image)]++ < perClass).sorted().toArray();
        return new Subset(chosen, few);
    }

    /**
     * The images to measure with: all of the classes.
     *
     * @throws CnncException if a class has no images
     */
    public Dataset test(Dataset data) {
        if (classes.isEmpty()) {
            return data;
        }
        int[] images = IntStream.range(0, data.size()).filter(i -> classes.contains(data.label(i))).toArray();
        boolean[] found = new boolean[classes.size()];
        IntStream.of(images).forEach(i -> found[classes.indexOf(data.label(i))] = true);
        for (int i = 0; i < found.length; i++) {
            if (!found[i]) {
                throw new CnncException(data.source() + ": there are no images of class " + classes.get(i));
            }
        }
        return new Renumbered(new Subset(data, images), classes);
    }

    /** Images of some classes, numbered anew. */
    private static final class Renumbered implements Dataset {
        private final Dataset images;
        private final int[] labels;
        private final List<String> names;

        Renumbered(Dataset images, List<Integer> classes) {
            this.images = images;
            labels = new int[images.size()];
            Arrays.setAll(labels, i -> classes.indexOf(images.label(i)));
            List<String> all = images.classNames();
            names = classes.stream().allMatch(number -> number < all.size())
                    ? classes.stream().map(all::get).toList() : List.of();
        }

        @Override
        public int size() {
            return images.size();
        }

        @Override
        public ImageShape shape() {
            return images.shape();
        }

        @Override
        public int label(int image) {
            return labels[image];
        }

        @Override
        public void copyPixels(int image, byte[] to, int at) {
            images.copyPixels(image, to, at);
        }

        @Override
        public List<String> classNames() {
            return names;
        }

        @Override
        public String source() {
            return images.source();
        }
    }
}
