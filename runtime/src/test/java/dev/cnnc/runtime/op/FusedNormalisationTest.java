package dev.cnnc.runtime.op;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.runtime.kernel.ActivationKind;
import dev.cnnc.runtime.op.Subjects.Subject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A batch normalisation with a sum and an activation in it computes what the three operations do. */
class FusedNormalisationTest {
    private static final int COUNT = 3;
    private static final float EPSILON = 0.5f;
    private static final double TOLERANCE = 1e-5;
    /** Whole vectors, fewer channels than a vector has, some left over, pixels taken two at a time; several runs. */
    private static final List<Layout> SHAPES = List.of(new Layout(4, 5, 3), new Layout(9, 7, 16),
            new Layout(6, 6, 24), new Layout(5, 5, 40), new Layout(24, 24, 16), new Layout(3, 3, 300));

    static List<Arguments> cases() {
        List<Arguments> cases = new ArrayList<>();
        for (String kernels : TestBench.kernels()) {
            for (Layout x : SHAPES) {
                for (Tail tail : FusedNormalisations.tails()) {
                    for (int variant = 0; variant < 4; variant++) {
                        cases.add(Arguments.of(kernels, x, tail, variant < 2, variant % 2 == 1));
                    }
                }
            }
        }
        return cases;
    }

    @ParameterizedTest(name = "{0}, {1}, {2}, frozen {3}, accumulating {4}")
    @MethodSource("cases")
    void itComputesWhatSeparateOperationsDo(String kernels, Layout x, Tail tail, boolean frozen, boolean accumulate) {
        Subject fused = FusedNormalisations.all(x.height(), x.width(), x.channels()).stream()
                .filter(it -> it.name().equals((frozen ? "frozen " : "") + "batch norm with " + tail))
                .findFirst().orElseThrow();
        int inputs = fused.inputs().length;
        try (TestBench bench = fused.bench(kernels, 2, COUNT); Separate separate = new Separate(kernels, x, tail)) {
            for (int c = 0; c < x.channels(); c++) {
                // Wide enough for the upper bound of ReLU6 to matter.
                bench.workspace.parameters()[c] = 4 + c % 3;
                bench.workspace.state()[c] = 0.1f * c;
                bench.workspace.state()[x.channels() + c] = 2 + c % 5;
            }
            float[] before = TestBench.distinct(x.imageStride() * COUNT, 3);
            for (int i = 0; i < inputs; i++) {
                bench.put(inputs + 1 + i, before);
            }
            separate.fill(bench, inputs, before);
            Subjects.Runner runner = fused.make().apply(bench.workspace);
            fused.forward(bench, runner);
            float[] y = bench.get(inputs);
            fused.backward(bench, runner, accumulate);
            separate.run(frozen, accumulate);
            assertClose("y", separate.bench.get(2), y);
            assertTrue(tail.activation() != ActivationKind.RELU6 || count(y, 6) > y.length / 50, "some at the bound");
            assertClose("dx", separate.bench.get(3), bench.get(inputs + 1));
            if (tail.residual()) {
                assertClose("residual's gradient", separate.bench.get(4), bench.get(inputs + 2));
            }
            assertClose("gradients", separate.bench.workspace.gradients(), bench.workspace.gradients());
            assertClose("state", separate.bench.workspace.state(), bench.workspace.state());
            bench.assertRestUntouched("fused");
        }
    }

    private static long count(float[] values, float value) {
        int count = 0;
        for (float v : values) {
            count += v == value ? 1 : 0;
        }
        return count;
    }

    private static void assertClose(String what, float[] expected, float[] actual) {
        float most = 1;
        for (float v : expected) {
            most = Math.max(most, Math.abs(v));
        }
        assertArrayEquals(expected, actual, (float) (TOLERANCE * most), what);
    }

    /** The same as three operations; tensors x, residual, y, their gradients, and those in between. */
    private static final class Separate implements AutoCloseable {
        private final TestBench bench;
        private final BatchNormalization norm;
        private final Add add;
        private final Activation activation;
        private final Tail tail;
        private final int channels;

        Separate(String kernels, Layout x, Tail tail) {
            int[] sizes = new int[10];
            Arrays.fill(sizes, x.imageStride());
            channels = x.channels();
            bench = new TestBench(kernels, 1, COUNT, 2 * channels, sizes);
            norm = new BatchNormalization(bench.workspace, x, EPSILON, 0.9f, Tail.NONE);
            add = new Add(bench.workspace, x.imageStride());
            activation = new Activation(bench.workspace, tail.activation(), tail.alpha(), x.imageStride());
            this.tail = tail;
        }

        void fill(TestBench from, int inputs, float[] before) {
            bench.put(0, from.get(0));
            bench.put(1, from.get(inputs - 1));
            bench.put(3, before);
            bench.put(4, before);
            bench.put(5, from.get(2 * inputs + 1));
            System.arraycopy(from.workspace.parameters(), 0, bench.workspace.parameters(), 0, 2 * channels);
            System.arraycopy(from.workspace.state(), 0, bench.workspace.state(), 0, 2 * channels);
        }

        void run(boolean frozen, boolean accumulate) {
            int[] at = new int[10];
            Arrays.setAll(at, bench::offset);
            int sum = tail.residual() ? 7 : 6;
            if (frozen) {
                norm.forwardFrozen(at[0], at[6], 0, channels, 0, channels);
            } else {
                norm.forward(at[0], at[6], 0, channels, 0, channels);
            }
            if (tail.residual()) {
                add.forward(at[6], at[1], at[7]);
            }
            activation.forward(at[sum], at[2]);
            activation.backward(at[sum], at[2], at[9], false, at[5]);
            if (tail.residual()) {
                add.backward(at[8], false, at[9]);
                add.backward(at[4], accumulate, at[9]);
            } else {
                System.arraycopy(bench.workspace.arena(), bench.address(9), bench.workspace.arena(), bench.address(8),
                        bench.get(8).length);
            }
            if (frozen) {
                norm.backwardFrozen(-1, at[3], accumulate, at[8], 0, channels);
            } else {
                norm.backward(at[0], -1, at[3], accumulate, at[8], 0, channels);
            }
        }

        @Override
        public void close() {
            bench.close();
        }
    }
}
