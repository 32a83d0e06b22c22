package dev.cnnc.runtime.op;

import static dev.cnnc.runtime.reference.ReferenceCases.BACKWARD;
import static dev.cnnc.runtime.reference.ReferenceCases.FORWARD;
import static dev.cnnc.runtime.reference.ReferenceCases.assertClose;

import dev.cnnc.runtime.op.OperationRun.Calls;
import dev.cnnc.runtime.op.OperationRun.Subject;
import dev.cnnc.runtime.reference.ReferenceCases;
import dev.cnnc.runtime.reference.ReferenceCases.Case;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Operations with one input against figures that were computed apart from this runtime. */
class OperationReferenceTest {
    static Stream<Arguments> cases() {
        return Stream.of("conv_transpose2d", "locally_connected2d", "separable_conv2d", "scaled_add", "zero_pad2d",
                        "upsample_nearest", "upsample_bilinear")
                .flatMap(operation -> ReferenceCases.of(operation).stream())
                .flatMap(reference -> Stream.of("vector", "loops").map(kernels -> Arguments.of(reference, kernels)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void resultsAndGradientsAgreeWithTheReference(Case reference, String kernels) {
        switch (reference.operation()) {
            case "separable_conv2d" -> checkSeparable(reference, kernels);
            case "scaled_add" -> checkScaledArm(reference, kernels);
            default -> {
                float[] w = reference.has("w") ? reference.tensor("w").values() : new float[0];
                float[] b = reference.has("b") ? reference.tensor("b").values() : new float[0];
                check(reference, subject(reference), kernels, w, b);
            }
        }
    }

    private static void check(Case reference, Subject subject, String kernels, float[] w, float[] b) {
        try (OperationRun run = new OperationRun(subject, reference.tensor("x").size(0), kernels, 2)) {
            run.parameters(concatenate(w, b));
            float[] x = reference.tensor("x").channelsLast();
            assertClose("y", reference.tensor("y").channelsLast(), run.infer(x), 0, FORWARD);
            assertClose("y of training", reference.tensor("y").channelsLast(), run.forward(x), 0, FORWARD);
            float[] dx = run.backward(reference.tensor("dy").channelsLast(), null);
            assertClose("dx", reference.tensor("dx").channelsLast(), dx, 0, BACKWARD);
            if (w.length > 0) {
                assertClose("dw", reference.tensor("dw").values(), run.parameterGradient(), 0, BACKWARD);
            }
            if (b.length > 0) {
                assertClose("db", reference.tensor("db").values(), run.parameterGradient(), w.length, BACKWARD);
            }
        }
    }

    private static Subject subject(Case reference) {
        Layout x = layout(reference, "x");
        Layout y = layout(reference, "y");
        return switch (reference.operation()) {
            case "conv_transpose2d" -> OneInput.transposed(
                    new NaiveConvolution(1, y, x, reference.integer("kernel", 0), reference.integer("kernel", 1),
                            reference.integer("strides", 0), reference.integer("strides", 1),
                            reference.integer("padding", 0), reference.integer("padding", 1),
                            reference.integer("dilation", 0), reference.integer("dilation", 1),
                            reference.integer("groups", 0)),
                    reference.has("b"));
            case "locally_connected2d" -> OneInput.locallyConnected(x, y, reference.integer("kernel", 0),
                    reference.integer("kernel", 1), reference.integer("strides", 0), reference.integer("pads", 0),
                    reference.integer("pads", 1), reference.has("b"));
            case "zero_pad2d" -> OneInput.pad(x, reference.integer("pads", 0), reference.integer("pads", 2),
                    reference.integer("pads", 1), reference.integer("pads", 3));
            case "upsample_nearest" ->
                    OneInput.nearest(x, reference.integer("scale", 0), reference.integer("scale", 1));
            default -> OneInput.bilinear(x, reference.integer("scale", 0), reference.integer("scale", 1),
                    reference.word("align_corners").equals("true"));
        };
    }

    /** The scaled arm of {@code x0 + scale * x1}. */
    private static void checkScaledArm(Case reference, String kernels) {
        Layout image = layout(reference, "x1");
        Subject scale = OneInput.scale(image, (float) reference.real("scale"));
        try (OperationRun run = new OperationRun(scale, reference.tensor("x1").size(0), kernels, 1)) {
            float[] y = run.infer(reference.tensor("x1").channelsLast());
            float[] other = reference.tensor("x0").channelsLast();
            for (int i = 0; i < y.length; i++) {
                y[i] += other[i];
            }
            assertClose("y", reference.tensor("y").channelsLast(), y, 0, FORWARD);
            float[] dx = run.backward(reference.tensor("dy").channelsLast(), null);
            assertClose("dx1", reference.tensor("dx1").channelsLast(), dx, 0, BACKWARD);
        }
    }

    /** A depthwise convolution and one of 1x1, one after the other. */
    private static void checkSeparable(Case reference, String kernels) {
        Layout x = layout(reference, "x");
        Layout y = layout(reference, "y");
        int channels = x.channels() * reference.integer("depth_multiplier", 0);
        Layout middle = new Layout(y.height(), y.width(), channels);
        int kernel = reference.integer("kernel", 0);
        int stride = reference.integer("strides", 0);
        float[] wd = reference.tensor("wd").values();
        float[] wp = reference.tensor("wp").values();
        float[] b = reference.has("b") ? reference.tensor("b").values() : new float[0];
        int biasAt = b.length == 0 ? -1 : wp.length;
        Subject depthwise = new Subject("depthwise", x, middle, wd.length, workspace -> {
            DepthwiseConvolution layer = new DepthwiseConvolution(workspace, x, middle, kernel, kernel, stride, stride,
                    reference.integer("pads", 0), reference.integer("pads", 1), 1, 1, Tail.NONE);
            return new Calls(null, (a, c) -> layer.forward(a, c, 0, -1),
                    (a, c, da, add, dc) -> layer.backward(a, c, da, add, dc, 0, -1));
        });
        Subject pointwise = new Subject("pointwise", middle, y, wp.length + b.length, workspace -> {
            Convolution layer = new Convolution(workspace, middle, y, 1, 1, 1, 1, 0, 0, 1, 1, 1, Tail.NONE);
            return new Calls(null, (a, c) -> layer.forward(a, c, 0, biasAt),
                    (a, c, da, add, dc) -> layer.backward(a, c, da, add, dc, 0, biasAt));
        });
        int images = reference.tensor("x").size(0);
        try (OperationRun first = new OperationRun(depthwise, images, kernels, 2);
                OperationRun second = new OperationRun(pointwise, images, kernels, 2)) {
            first.parameters(wd);
            second.parameters(concatenate(wp, b));
            float[] result = second.forward(first.forward(reference.tensor("x").channelsLast()));
            assertClose("y", reference.tensor("y").channelsLast(), result, 0, FORWARD);
            float[] dx = first.backward(second.backward(reference.tensor("dy").channelsLast(), null), null);
            assertClose("dx", reference.tensor("dx").channelsLast(), dx, 0, BACKWARD);
            assertClose("dwd", reference.tensor("dwd").values(), first.parameterGradient(), 0, BACKWARD);
            assertClose("dwp", reference.tensor("dwp").values(), second.parameterGradient(), 0, BACKWARD);
            if (b.length > 0) {
                assertClose("db", reference.tensor("db").values(), second.parameterGradient(), wp.length, BACKWARD);
            }
        }
    }

    private static Layout layout(Case reference, String tensor) {
        int[] shape = reference.tensor(tensor).shape();
        return new Layout(shape[2], shape[3], shape[1]);
    }

    private static float[] concatenate(float[] a, float[] b) {
        float[] all = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        return all;
    }
}
