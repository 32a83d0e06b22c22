package dev.cnnc.samples;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.cnnc.runtime.ParameterInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whether the samples learn, at reduced width or image size: quick ones in every run, all of them in a campaign.
 * Dropout stays on, with the same mask in every step.
 */
class SampleTrainingTest {

    private static final Set<String> QUICK = Set.of("lenet5", "lenet5_1998", "keras_mnist", "fully_convolutional",
            "lenet_table", "cifar_resnet20", "keyword_spotter", "super_resolution");

    private static final int IMAGES = 4;

    /** Batch norms over four numbers bend the loss so much that differences see no slope; over sixteen they do. */
    private static final int IMAGES_FOR_DIFFERENCES = 16;

    /** What is lost by answers that are right with 99.9 %. */
    private static final double ZERO = 1e-3;

    private static final double[] RATES = {3e-3, 1e-2, 3e-4};
    private static final int STEPS = 1_000;

    /** A wrong factor, sign or index shows as far more. */
    private static final double TOLERANCE = 0.05;

    /** Of the loss, a sum of float products; measured as what it changes by when weights move in their last bit. */
    private static final double ROUNDING = 3e-6;

    static Stream<Zoo.Network> networks() {
        return Zoo.networks().stream()
                .filter(network -> !network.small().isEmpty())
                .filter(network -> chosen().isEmpty() || chosen().contains(network.name()));
    }

    /** The names given as {@code -Dcnnc.samples=a,b}, or else the quick ones; none for all in a campaign. */
    private static Set<String> chosen() {
        String names = System.getProperty("cnnc.samples", "");
        if (!names.isEmpty()) {
            return Set.of(names.split(","));
        }
        return Boolean.getBoolean("cnnc.campaign") ? Set.of() : QUICK;
    }

    @ParameterizedTest
    @MethodSource("networks")
    void everySampleOverfitsOneBatch(Zoo.Network network) {
        List<Double> losses = new ArrayList<>();
        for (double rate : RATES) {
            try (ObservedTraining training = of(network, IMAGES)) {
                losses.add(training.overfit(rate, ZERO, STEPS));
            }
            if (losses.get(losses.size() - 1) < ZERO) {
                return;
            }
        }
        fail(network + ": the losses with the rates " + Arrays.toString(RATES) + " are " + losses + " after " + STEPS
                + " steps");
    }

    /** Compares along the gradient's own signs, the direction in which a mistake in any element shows. */
    @ParameterizedTest
    @MethodSource("networks")
    void gradientsOfEverySampleAreFiniteDifferences(Zoo.Network network) {
        try (ObservedTraining training = of(network, IMAGES_FOR_DIFFERENCES)) {
            double loss = training.loss();
            List<float[]> gradients = training.trainable().stream().map(training::gradient).toList();
            for (int i = 0; i < gradients.size(); i++) {
                check(training, training.trainable().get(i), gradients.get(i), loss);
            }
        }
    }

    private static void check(ObservedTraining training, ParameterInfo parameter, float[] gradient, double loss) {
        double slope = 0;
        for (float value : gradient) {
            assertTrue(Float.isFinite(value), parameter.name());
            slope += Math.abs(value);
        }
        if (slope == 0) {
            assertIndifferent(training, parameter, gradient, loss);
            return;
        }
        StringBuilder found = new StringBuilder();
        // A step over which the loss changes by a few hundredths is far above its rounding; where kinks or curves
        // spoil it, a shorter one is not.
        double step = Math.min(0.03 / slope, 0.05);
        for (int shorter = 0; shorter < 7; shorter++) {
            double difference =
                    (moved(training, parameter, gradient, step) - moved(training, parameter, gradient, -step))
                            / (2 * step);
            if (Math.abs(difference - slope) <= TOLERANCE * slope + ROUNDING * Math.max(1, loss) / step) {
                return;
            }
            found.append(' ').append(difference);
            step /= 3;
        }
        fail(training.info().name() + ", " + parameter.name() + ": the gradient says " + slope + ", differences"
                + found);
    }

    /** What has no gradient at all moves nothing. */
    private static void assertIndifferent(
            ObservedTraining training, ParameterInfo parameter, float[] gradient, double loss) {
        float[] ones = gradient.clone();
        Arrays.fill(ones, 1);
        double change = moved(training, parameter, ones, 1e-3) - loss;
        assertTrue(Math.abs(change) <= ROUNDING * Math.max(1, loss),
                () -> parameter.name() + " has no gradient, and moves the loss by " + change);
    }

    private static double moved(ObservedTraining training, ParameterInfo parameter, float[] signs, double step) {
        float[] values = training.weights().parameters();
        float[] before = new float[signs.length];
        for (int i = 0; i < signs.length; i++) {
            before[i] = values[parameter.offset() + i];
            values[parameter.offset() + i] += (float) (step * Math.signum(signs[i]));
        }
        double loss = training.loss();
        System.arraycopy(before, 0, values, parameter.offset(), before.length);
        return loss;
    }

    private static ObservedTraining of(Zoo.Network network, int images) {
        return new ObservedTraining(network.path(), network.smallOptions(), images);
    }
}
