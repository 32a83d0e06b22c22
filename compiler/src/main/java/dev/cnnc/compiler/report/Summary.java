package dev.cnnc.compiler.report;

import dev.cnnc.runtime.LayerInfo;
import dev.cnnc.runtime.ModelInfo;
import dev.cnnc.runtime.TrainInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The layers of a network and what they cost; {@link SummaryFormat} prints it.
 *
 * @param batch           images at once, for the memory
 * @param weightBytes     all parameters as float32
 * @param inferenceBytes  memory of a prediction for a batch: the arena and the weights twice, as they are and packed
 * @param trainingBytes   memory of a training step: the arena, weights, gradients and what the optimiser remembers
 */
public record Summary(
        String name,
        String input,
        List<Row> rows,
        int batch,
        long trainable,
        long notTrainable,
        long macs,
        long weightBytes,
        long inferenceBytes,
        long trainingBytes) {

    /** No block is folded. */
    public static final int UNFOLDED = Integer.MAX_VALUE;

    /**
     * A layer, or the layers of a folded block together.
     *
     * @param layers          how many layers it stands for
     * @param kind            of the one layer; of several, how many they are
     * @param activationBytes of the outputs for one image
     */
    public record Row(
            String path,
            String kind,
            int layers,
            List<Integer> shape,
            long parameters,
            long macs,
            long activationBytes) {
        public Row {
            shape = List.copyOf(shape);
        }
    }

    public Summary {
        rows = List.copyOf(rows);
    }

    /**
     * Sums a network up.
     *
     * @param batch at least 1
     * @param depth how many parts of a path are shown, at least 1; what lies deeper is folded into one row
     */
    public static Summary of(ModelInfo info, int batch, int depth) {
        long weights = Math.multiplyExact(4, Math.addExact(info.trainableParameters(), info.otherParameters()));
        long inferenceArena = arena(info.memory().inferenceFloatsPerImage(), batch);
        long trainingArena = arena(info.memory().trainingFloatsPerImage(), batch);
        long learning = Math.multiplyExact(4 * (1 + remembered(info.train())), info.trainableParameters());
        return new Summary(
                info.name(),
                info.input().height() + "x" + info.input().width() + "x" + info.input().channels(),
                rows(info.layers(), depth),
                batch,
                info.trainableParameters(),
                info.otherParameters(),
                info.macs(),
                weights,
                Math.addExact(inferenceArena, Math.multiplyExact(2, weights)),
                Math.addExact(Math.addExact(trainingArena, weights), learning));
    }

    private static long arena(long floatsPerImage, int batch) {
        return Math.multiplyExact(4, Math.multiplyExact(floatsPerImage, batch));
    }

    /** Numbers that are kept for each parameter from step to step. */
    private static int remembered(TrainInfo train) {
        return train.optimiser().moments() + (train.accumulate() > 1 ? 1 : 0) + (train.average() > 0 ? 1 : 0);
    }

    private static List<Row> rows(List<LayerInfo> layers, int depth) {
        List<Row> rows = new ArrayList<>();
        int from = 0;
        while (from < layers.size()) {
            String prefix = prefix(layers.get(from).path(), depth);
            int to = from + 1;
            while (to < layers.size() && prefix(layers.get(to).path(), depth).equals(prefix)) {
                to++;
            }
            rows.add(row(prefix, layers.subList(from, to)));
            from = to;
        }
        return rows;
    }

    private static String prefix(String path, int depth) {
        String[] parts = path.split("\\.");
        return parts.length <= depth ? path : String.join(".", Arrays.asList(parts).subList(0, depth));
    }

    private static Row row(String path, List<LayerInfo> layers) {
        LayerInfo last = layers.get(layers.size() - 1);
        boolean folded = layers.size() > 1 || !last.path().equals(path);
        return new Row(
                path,
                folded ? Amounts.count(layers.size(), "layer") : last.kind(),
                layers.size(),
                last.outputShape(),
                layers.stream().mapToLong(LayerInfo::parameters).reduce(0, Math::addExact),
                layers.stream().mapToLong(LayerInfo::macs).reduce(0, Math::addExact),
                layers.stream().mapToLong(LayerInfo::activationBytes).reduce(0, Math::addExact));
    }
}
