package dev.cnnc.runtime.op;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cnnc.runtime.op.Subjects.Runner;
import dev.cnnc.runtime.op.Subjects.Subject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every gradient against central differences of the forward pass. The differences of float results over 2 h carry a
 * rounding error of about 1e-7 / h and a truncation error of about h^2: the tolerance is 2e-3, absolute and relative.
 */
class GradientTest {
    private static final float H = 0.01f;
    private static final double TOLERANCE = 2e-3;
    private static final int COUNT = 2;

    static List<Arguments> subjects() {
        List<Arguments> all = new ArrayList<>();
        for (String kernels : TestBench.kernels()) {
            Subjects.all(4, 5, 3).forEach(subject -> all.add(Arguments.of(subject, kernels)));
        }
        Subjects.all(3, 2, 19).forEach(subject -> all.add(Arguments.of(subject, "loops")));
        return all;
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("subjects")
    void backwardIsTheDerivativeOfForward(Subject subject, String kernels) {
        try (TestBench bench = subject.bench(kernels, 1, COUNT)) {
            Runner runner = subject.make().apply(bench.workspace);
            int inputs = subject.inputs().length;
            float[] upstream = bench.get(2 * inputs + 1);
            subject.forward(bench, runner);
            subject.backward(bench, runner, false);
            float[] arena = bench.workspace.arena();
            for (int input = 0; input < inputs; input++) {
                float[] gradient = bench.get(inputs + 1 + input);
                int at = bench.address(input);
                check(subject, bench, runner, upstream, arena, at, gradient, "input " + input);
            }
            float[] gradient = bench.workspace.gradients().clone();
            if (!subject.name().contains("without")) {
                check(subject, bench, runner, upstream, bench.workspace.parameters(), 0, gradient, "parameter");
            }
            bench.assertRestUntouched(subject.name());
        }
    }

    private static void check(Subject subject, TestBench bench, Runner runner, float[] upstream, float[] values, int at,
            float[] gradient, String what) {
        for (int i = 0; i < gradient.length; i++) {
            float value = values[at + i];
            values[at + i] = value + H;
            double above = loss(subject, bench, runner, upstream);
            values[at + i] = value - H;
            double below = loss(subject, bench, runner, upstream);
            values[at + i] = value;
            double slope = (above - below) / ((double) (value + H) - (value - H));
            assertEquals(slope, gradient[i], TOLERANCE * (1 + Math.abs(slope)), what + ", element " + i);
        }
    }

    private static double loss(Subject subject, TestBench bench, Runner runner, float[] upstream) {
        bench.workspace.clearLoss();
        subject.forward(bench, runner);
        double loss = bench.workspace.lossSum() / COUNT;
        float[] y = bench.get(subject.inputs().length);
        for (int i = 0; i < y.length; i++) {
            loss += (double) y[i] * upstream[i];
        }
        return loss;
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("subjects")
    void accumulatingAddsTheGradientToWhatIsThere(Subject subject, String kernels) {
        try (TestBench bench = subject.bench(kernels, 1, COUNT)) {
            Runner runner = subject.make().apply(bench.workspace);
            int inputs = subject.inputs().length;
            float[] upstream = bench.get(2 * inputs + 1);
            subject.forward(bench, runner);
            float[] y = bench.get(inputs);
            subject.backward(bench, runner, false);
            float[][] plain = new float[inputs][];
            for (int i = 0; i < inputs; i++) {
                plain[i] = bench.get(inputs + 1 + i);
                bench.put(inputs + 1 + i, TestBench.distinct(plain[i].length, 7));
            }
            bench.put(inputs, y);
            bench.put(2 * inputs + 1, upstream);
            subject.backward(bench, runner, true);
            for (int i = 0; i < inputs; i++) {
                float[] expected = TestBench.distinct(plain[i].length, 7);
                for (int k = 0; k < expected.length; k++) {
                    expected[k] += plain[i][k];
                }
                assertArrayEquals(expected, bench.get(inputs + 1 + i), 2e-5f, "input " + i);
            }
        }
    }
}
