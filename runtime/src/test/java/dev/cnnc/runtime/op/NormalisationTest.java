package dev.cnnc.runtime.op;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cnnc.runtime.op.OperationRun.Calls;
import dev.cnnc.runtime.op.OperationRun.Subject;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Layer, group and instance normalisation against the formula in double precision. */
class NormalisationTest {
    private static final Layout IMAGE = new Layout(9, 7, 12);
    private static final int IMAGES = 3;
    private static final float EPSILON = 1e-3f;

    @ParameterizedTest(name = "{0} groups, around {1}, {2}")
    @CsvSource({"1, 0, loops", "3, 0, vector", "12, 0, vector", "4, 1000, loops", "4, 1000, vector"})
    void groupsHaveTheMeanAndVarianceThatTheyAreGiven(int groups, float centre, String kernels) {
        Subject subject = new Subject("group norm", IMAGE, IMAGE, 2 * IMAGE.channels(), workspace -> {
            GroupNormalization norm = new GroupNormalization(workspace, IMAGE, groups, EPSILON);
            return new Calls((x, y) -> {
                norm.pack(0, 0, IMAGE.channels());
                norm.infer(x, y, 0);
            },
                    (x, y) -> norm.forward(x, y, 0, IMAGE.channels()),
                    (x, y, dx, add, dy) -> norm.backward(x, y, dx, add, dy, 0, IMAGE.channels()));
        });
        int perGroup = IMAGE.channels() / groups;
        check(subject, centre, kernels,
                i -> i / IMAGE.imageStride() * groups + i % IMAGE.channels() / perGroup);
    }

    @ParameterizedTest(name = "around {0}, {1}")
    @CsvSource({"0, loops", "0, vector", "1000, vector"})
    void pixelsHaveTheMeanAndVarianceThatTheyAreGiven(float centre, String kernels) {
        Subject subject = new Subject("layer norm", IMAGE, IMAGE, 2 * IMAGE.channels(), workspace -> {
            LayerNormalization norm = new LayerNormalization(workspace, IMAGE, EPSILON);
            return new Calls((x, y) -> {
                norm.pack(0, 0, IMAGE.channels());
                norm.infer(x, y, 0);
            },
                    (x, y) -> norm.forward(x, y, 0, IMAGE.channels()),
                    (x, y, dx, add, dy) -> norm.backward(x, y, dx, add, dy, 0, IMAGE.channels()));
        });
        check(subject, centre, kernels, i -> i / IMAGE.channels());
    }

    /** @param group which elements are normalised together */
    private static void check(Subject subject, float centre, String kernels, IntUnaryOperator group) {
        int n = IMAGES * IMAGE.imageStride();
        Random random = new Random(5);
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = centre + (float) random.nextGaussian();
        }
        float[] parameters = new float[2 * IMAGE.channels()];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = random.nextFloat() - 0.3f;
        }
        double[] count = new double[n];
        double[] mean = new double[n];
        double[] variance = new double[n];
        for (int i = 0; i < n; i++) {
            count[group.applyAsInt(i)]++;
            mean[group.applyAsInt(i)] += x[i];
        }
        for (int i = 0; i < n; i++) {
            int g = group.applyAsInt(i);
            double d = x[i] - mean[g] / count[g];
            variance[g] += d * d / count[g];
        }
        try (OperationRun run = new OperationRun(subject, IMAGES, kernels, 2)) {
            run.parameters(parameters);
            float[] y = run.infer(x);
            assertArrayEquals(y, run.forward(x));
            for (int i = 0; i < n; i++) {
                int g = group.applyAsInt(i);
                int c = i % IMAGE.channels();
                double expected = (x[i] - mean[g] / count[g]) / Math.sqrt(variance[g] + EPSILON) * parameters[c]
                        + parameters[IMAGE.channels() + c];
                assertEquals(expected, y[i], 2e-6 * (1 + Math.abs(expected)), "element " + i);
            }
        }
    }
}
