package dev.cnnc.runtime.op;

import static dev.cnnc.runtime.op.Numbers.assertNear;
import static dev.cnnc.runtime.op.Numbers.doubles;
import static dev.cnnc.runtime.op.Numbers.values;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.runtime.kernel.ActivationKind;
import dev.cnnc.runtime.op.OperationRun.Calls;
import dev.cnnc.runtime.op.OperationRun.Subject;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A transposed convolution against the way back of the convolution's definition. */
class TransposedConvolutionTest {
    private static final List<ActivationKind> ACTIVATIONS =
            List.of(ActivationKind.NONE, ActivationKind.RELU, ActivationKind.TANH);

    @Test
    void agreesWithTheDefinitionOverRandomShapesWithResidualAndActivation() {
        Random random = new Random(31);
        for (int i = 0; i < 120; i++) {
            NaiveConvolution reverse = randomReverse(random);
            Tail tail = new Tail(ACTIVATIONS.get(i % 3), 0, random.nextBoolean());
            float[] x = values(random, reverse.images() * reverse.y().imageStride());
            float[] w = values(random, reverse.weights());
            float[] b = values(random, reverse.x().channels());
            float[] residual = values(random, reverse.images() * reverse.x().imageStride());
            double[] expected = reverse.inputGradient(doubles(x), doubles(w));
            for (int j = 0; j < expected.length; j++) {
                double sum = expected[j] + b[j % b.length] + (tail.residual() ? residual[j] : 0);
                expected[j] = switch (tail.activation()) {
                    case RELU -> Math.max(0, sum);
                    case TANH -> Math.tanh(sum);
                    default -> sum;
                };
            }
            String what = reverse + " " + tail;
            for (String kernels : TestBench.kernels()) {
                Subject subject = subject(reverse, tail, residual);
                try (OperationRun run = new OperationRun(subject, reverse.images(), kernels, 1 + i % 3)) {
                    run.parameters(w);
                    System.arraycopy(b, 0, run.workspace.parameters(), w.length, b.length);
                    assertNear(what, expected, run.infer(x), 2e-5);
                    assertTrue(run.guardsStand(), what + " wrote outside its tensors");
                }
            }
        }
    }

    /** Inference writes upon the residual. */
    private static Subject subject(NaiveConvolution reverse, Tail tail, float[] residual) {
        int weights = reverse.weights();
        return new Subject("transposed", reverse.y(), reverse.x(), weights + reverse.x().channels(), workspace -> {
            TransposedConvolution layer = OneInput.transposed(workspace, reverse, tail);
            return new Calls((x, y) -> {
                layer.pack(0, 0, weights);
                if (tail.residual()) {
                    System.arraycopy(residual, 0, workspace.arena(), workspace.address(y), residual.length);
                    layer.infer(x, y, y, 0);
                } else {
                    layer.infer(x, y, 0);
                }
            }, null, null);
        });
    }

    /** As large as the convolution can reach, and up to a stride less one larger. */
    private static NaiveConvolution randomReverse(Random random) {
        int[] kernel = {1 + random.nextInt(4), 1 + random.nextInt(4)};
        int[] stride = {1 + random.nextInt(4), 1 + random.nextInt(4)};
        int[] dilation = {1 + random.nextInt(2), 1 + random.nextInt(2)};
        int[] small = {1 + random.nextInt(9), 1 + random.nextInt(9)};
        int[] pad = new int[2];
        int[] large = new int[2];
        for (int axis = 0; axis < 2; axis++) {
            int reach = (kernel[axis] - 1) * dilation[axis] + 1;
            int full = (small[axis] - 1) * stride[axis] + reach;
            pad[axis] = random.nextInt(reach);
            int end = random.nextInt(reach);
            large[axis] = Math.max(1, full - pad[axis] - end + random.nextInt(stride[axis]));
        }
        int groups = random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 1;
        int channels = groups * (1 + random.nextInt(20));
        int filters = groups * (1 + random.nextInt(random.nextBoolean() ? 6 : 40));
        return new NaiveConvolution(1 + random.nextInt(4), new Layout(large[0], large[1], filters),
                new Layout(small[0], small[1], channels), kernel[0], kernel[1], stride[0], stride[1], pad[0], pad[1],
                dilation[0], dilation[1], groups);
    }
}
