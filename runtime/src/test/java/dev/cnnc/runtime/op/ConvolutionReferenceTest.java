package dev.cnnc.runtime.op;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.runtime.op.ConvolutionRun.Kind;
import dev.cnnc.runtime.reference.ReferenceCases;
import dev.cnnc.runtime.reference.ReferenceCases.Case;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Convolutions, depthwise convolutions and dense layers against the reference vectors, in both kernels. */
class ConvolutionReferenceTest {
    static Stream<Arguments> convolutionCases() {
        return ConvolutionRun.KERNELS.stream()
                .flatMap(kernels -> ReferenceCases.of("conv2d").stream().map(c -> Arguments.of(c, kernels)));
    }

    static Stream<Arguments> denseCases() {
        return ConvolutionRun.KERNELS.stream()
                .flatMap(kernels -> ReferenceCases.of("dense").stream().map(c -> Arguments.of(c, kernels)));
    }

    @ParameterizedTest
    @MethodSource("convolutionCases")
    void agreesWithTheReference(Case reference, String kernels) {
        NaiveConvolution shape = shape(reference);
        check(Kind.CONVOLUTION, reference, shape, kernels);
        if (shape.groups() == shape.x().channels()) {
            check(Kind.DEPTHWISE, reference, shape, kernels);
        }
        if (shape.kernelHeight() == 3 && shape.kernelWidth() == 3 && shape.strideHeight() == 1
                && shape.strideWidth() == 1 && shape.dilationHeight() == 1 && shape.dilationWidth() == 1
                && shape.groups() == 1) {
            check(Kind.WINOGRAD_2, reference, shape, kernels);
            check(Kind.WINOGRAD_4, reference, shape, kernels);
        }
    }

    @ParameterizedTest
    @MethodSource("denseCases")
    void aDenseLayerAgreesWithTheReference(Case reference, String kernels) {
        Layout x = Layout.vector(reference.tensor("x").size(1));
        Layout y = Layout.vector(reference.tensor("y").size(1));
        check(Kind.DENSE, reference, new NaiveConvolution(reference.tensor("x").size(0), x, y, 1, 1, 1, 1, 0, 0, 1, 1,
                1), kernels);
    }

    private static void check(Kind kind, Case reference, NaiveConvolution shape, String kernels) {
        boolean bias = reference.has("b");
        try (ConvolutionRun run = new ConvolutionRun(kind, shape, bias, Tail.NONE, kernels, 2, shape.images())) {
            run.set(reference.tensor("x").channelsLast(), reference.tensor("w").values(),
                    bias ? reference.tensor("b").values() : null);
            ReferenceCases.assertClose("y", reference.tensor("y").channelsLast(), run.forward(), 0,
                    ReferenceCases.FORWARD);
            ReferenceCases.assertClose("inferred y", reference.tensor("y").channelsLast(), run.infer(null), 0,
                    ReferenceCases.FORWARD);
            float[] dx = run.backward(reference.tensor("dy").channelsLast(), null);
            ReferenceCases.assertClose("dx", reference.tensor("dx").channelsLast(), dx, 0, ReferenceCases.BACKWARD);
            ReferenceCases.assertClose("dw", reference.tensor("dw").values(), run.weightGradient(), 0,
                    ReferenceCases.BACKWARD);
            if (bias) {
                ReferenceCases.assertClose("db", reference.tensor("db").values(), run.biasGradient(), 0,
                        ReferenceCases.BACKWARD);
            }
            assertTrue(run.guardsStand(), "wrote outside its tensors");
        }
    }

    static NaiveConvolution shape(Case reference) {
        int[] x = reference.tensor("x").shape();
        int[] y = reference.tensor("y").shape();
        return new NaiveConvolution(x[0], new Layout(x[2], x[3], x[1]), new Layout(y[2], y[3], y[1]),
                reference.integer("kernel", 0), reference.integer("kernel", 1), reference.integer("strides", 0),
                reference.integer("strides", 1), reference.integer("pads", 0), reference.integer("pads", 1),
                reference.integer("dilation", 0), reference.integer("dilation", 1), reference.integer("groups", 0));
    }
}
