package dev.cnnc.compiler.observe;

import dev.cnnc.runtime.CnncException;
import dev.cnnc.runtime.ParameterInfo;
import dev.cnnc.runtime.TrainingDiverged;
import dev.cnnc.runtime.Weights;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the layer in which the numbers of a training ceased to be finite: computes the step again, layer by layer, and
 * takes the first output that is not finite, or else the first gradient on the way back from the loss.
 */
public final class DivergenceSearch {

    /** Beyond this, a product of two numbers of a float's range leaves it. */
    private static final double HUGE = 1e18;

    private final Probe probe;
    private final Weights weights;
    private final double rate;

    private DivergenceSearch(Probe probe, Weights weights, double rate) {
        this.probe = probe;
        this.weights = weights;
        this.rate = rate;
    }

    /**
     * Says where it arose, why, and what to do.
     *
     * @param weights as they were before the step
     * @return empty if the step, computed again, is finite, or if there is no memory to observe it
     */
    public static Optional<String> explain(
            ObservedNetwork network, Weights weights, TrainingDiverged.Step step, int threads) {
        int images = step.labels().length;
        try (Probe probe = network.probe(weights, Mode.TRAINING, images, threads)) {
            probe.step(step.seed(), step.number());
            probe.forwardScaled(step.inputs(), images);
            DivergenceSearch search = new DivergenceSearch(probe, weights, step.rate());
            return search.forward().or(() -> search.backward(step.labels()));
        } catch (CnncException | OutOfMemoryError tooLarge) {
            return Optional.empty();
        }
    }

    private Optional<String> forward() {
        for (String path : probe.layers()) {
            Extremes output = Extremes.of(probe.activation(path).values());
            if (output.notFinite() > 0) {
                return Optional.of(String.format(Locale.ROOT, "it arose in %s: %s", path,
                                output.shares("its output"))
                        + causeInForward(path));
            }
        }
        return Optional.empty();
    }

    private String causeInForward(String path) {
        Optional<String> broken = parametersOf(path).filter(name -> extremesOf(name).notFinite() > 0).findFirst();
        if (broken.isPresent()) {
            return ", since " + broken.get() + " itself is not finite; " + smallerSteps()
                    + ", or begin with weights that are whole";
        }
        double input = probe.inputsOf(path).stream()
                .mapToDouble(from -> Extremes.of(probe.activation(from).values()).largest()).max().orElse(0);
        double weight = parametersOf(path).mapToDouble(name -> extremesOf(name).largest()).max().orElse(0);
        String reads = String.format(Locale.ROOT, ", from inputs of up to %.3g%s", input,
                weight > 0 ? String.format(Locale.ROOT, " and weights of up to %.3g", weight) : "");
        if (Math.max(input, weight) > HUGE) {
            return reads + ": the numbers have outgrown a float; " + smallerSteps() + ", or put a bn before it";
        }
        return reads + ": it divides by zero, or takes the logarithm or the root of a number that has none there";
    }

    private Optional<String> backward(int[] labels) {
        double loss = probe.backward(labels);
        List<String> upwards = new ArrayList<>(probe.layers());
        Collections.reverse(upwards);
        double largest = 0;
        for (String path : upwards) {
            Extremes gradient = Extremes.of(probe.gradient(path).values());
            if (gradient.notFinite() > 0) {
                return Optional.of(inBackward(path, gradient, largest));
            }
            largest = Math.max(largest, gradient.largest());
        }
        if (!Double.isFinite(loss)) {
            return Optional.of("all layers are finite, but not the loss: it takes the logarithm of zero or the square"
                    + " of a huge number; " + smallerSteps());
        }
        for (String path : upwards) {
            Optional<String> broken = trainable(path)
                    .filter(name -> Extremes.of(probe.parameterGradient(name)).notFinite() > 0).findFirst();
            if (broken.isPresent()) {
                return Optional.of("it arose in " + path + ": the gradient of " + broken.get() + " is not finite"
                        + grown(Extremes.of(probe.gradient(path).values()).largest()));
            }
        }
        return Optional.empty();
    }

    private String inBackward(String path, Extremes gradient, double before) {
        List<String> readers = probe.readersOf(path);
        String where = readers.isEmpty()
                ? "it arose in the loss behind " + path
                : "it arose in the backward pass of " + String.join(" or ", readers);
        return String.format(Locale.ROOT, "%s: %s", where,
                gradient.shares("the gradient that it hands to " + path))
                + (readers.isEmpty() ? "; " + smallerSteps() : grown(before));
    }

    private String grown(double before) {
        String from = String.format(Locale.ROOT, ", from gradients of up to %.3g", before);
        return before > HUGE
                ? from + ": gradients explode on their way; bound them with clip_norm = 1, begin with smaller weights,"
                        + " or put a bn behind each convolution"
                : from + ": its slope there is infinite, as that of a root at zero; " + smallerSteps();
    }

    private String smallerSteps() {
        return String.format(Locale.ROOT, "try a smaller rate than %s, or bound the steps with clip_norm = 1",
                Double.toString(rate));
    }

    private Stream<String> parametersOf(String path) {
        return weights.names().stream().filter(name -> layerOf(name).equals(path));
    }

    private Stream<String> trainable(String path) {
        return weights.info().parameters().stream().filter(ParameterInfo::trainable).map(ParameterInfo::name)
                .filter(name -> layerOf(name).equals(path));
    }

    private static String layerOf(String parameter) {
        return parameter.substring(0, Math.max(0, parameter.lastIndexOf('.')));
    }

    private Extremes extremesOf(String parameter) {
        return Extremes.of(weights.get(parameter));
    }

    /**
     * What a tensor's numbers come to.
     *
     * @param notFinite how many are infinite or not a number
     * @param largest magnitude of the others
     */
    private record Extremes(int count, int notFinite, double largest) {

        static Extremes of(float[] values) {
            int notFinite = 0;
            double largest = 0;
            for (float value : values) {
                if (Float.isFinite(value)) {
                    largest = Math.max(largest, Math.abs(value));
                } else {
                    notFinite++;
                }
            }
            return new Extremes(values.length, notFinite, largest);
        }

        String shares(String tensor) {
            return String.format(Locale.ROOT, "%,d of %,d numbers of %s are not finite", notFinite, count, tensor);
        }
    }
}
