package dev.cnnc.runtime.op;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cnnc.runtime.op.Subjects.Runner;
import dev.cnnc.runtime.op.Subjects.Subject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an operation computes is the same to the bit for any number of threads and in either form of the kernels. */
class SameBitsTest {
    static List<Subject> subjects() {
        List<Subject> all = new ArrayList<>(Subjects.all(13, 17, 37));
        all.addAll(Subjects.all(64, 40, 16));
        all.addAll(Subjects.all(5, 4, 300));
        all.addAll(Subjects.all(3, 4, 1030));
        all.addAll(FusedNormalisations.all(13, 17, 37));
        all.addAll(FusedNormalisations.all(32, 40, 24));
        return all;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("subjects")
    void everyKernelAndNumberOfThreadsGivesTheSameBits(Subject subject) {
        int[][] expected = run(subject, "loops", 1);
        for (String kernels : TestBench.kernels()) {
            for (int threads = 1; threads <= 3; threads++) {
                int[][] actual = run(subject, kernels, threads);
                assertEquals(expected.length, actual.length);
                for (int i = 0; i < expected.length; i++) {
                    assertArrayEquals(expected[i], actual[i], kernels + ", " + threads + " threads, result " + i);
                }
            }
        }
    }

    /** The bits of the output, the gradients, the state and the loss. */
    private static int[][] run(Subject subject, String kernels, int threads) {
        try (TestBench bench = subject.bench(kernels, threads, 5)) {
            Runner runner = subject.make().apply(bench.workspace);
            subject.forward(bench, runner);
            int inputs = subject.inputs().length;
            List<int[]> results = new ArrayList<>();
            results.add(bits(bench.get(inputs)));
            subject.backward(bench, runner, false);
            for (int i = 0; i < inputs; i++) {
                results.add(bits(bench.get(inputs + 1 + i)));
            }
            results.add(bits(bench.workspace.gradients()));
            results.add(bits(bench.workspace.state()));
            results.add(bits(new float[] {(float) bench.workspace.lossSum()}));
            bench.assertRestUntouched(subject.name());
            return results.toArray(int[][]::new);
        }
    }

    private static int[] bits(float[] values) {
        int[] bits = new int[values.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToIntBits(values[i]);
        }
        return bits;
    }
}
