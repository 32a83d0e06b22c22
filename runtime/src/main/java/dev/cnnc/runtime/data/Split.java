package dev.cnnc.runtime.data;

import dev.cnnc.runtime.CnncException;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Two parts of a data set that have no image in common.
 *
 * @param training what is left for training
 * @param validation what was held out
 */
public record Split(Dataset training, Dataset validation) {
    /**
     * Holds out a share of every class, so that both parts have the classes in nearly the same proportions. Which
     * images those are depends on the seed alone ({@link Random}, whose numbers its specification fixes).
     *
     * @param fraction the share to hold out, above 0 and below 1
     */
    public static Split holdOut(Dataset data, double fraction, long seed) {
        if (!(fraction > 0 && fraction < 1)) {
            throw new CnncException("the share held out for validation must be above 0 and below 1, but is "
                    + fraction);
        }
        int held = (int) Math.round(data.size() * fraction);
        if (held == 0 || held == data.size()) {
            throw new CnncException(data.source() + ": " + data.size() + " images are too few to hold out "
                    + 100 * fraction + " % of them");
        }
        int[] order = IntStream.range(0, data.size()).toArray();
        shuffle(order, new Random(seed));
        // A stable sort by class: within a class the order stays random, so every n-th image is a stratified choice.
        int[] byClass = IntStream.of(order).boxed().sorted((a, b) -> Integer.compare(data.label(a), data.label(b)))
                .mapToInt(Integer::intValue).toArray();
        int[] validation = new int[held];
        int[] training = new int[data.size() - held];
        int validationCount = 0;
        for (int i = 0; i < byClass.length; i++) {
            if ((long) (i + 1) * held / byClass.length > validationCount) {
                validation[validationCount++] = byClass[i];
            } else {
                training[i - validationCount] = byClass[i];
            }
        }
        return new Split(new Subset(data, training), new Subset(data, validation));
    }

    static void shuffle(int[] order, Random random) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
    }
}
