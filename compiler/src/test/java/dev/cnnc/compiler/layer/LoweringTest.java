package dev.cnnc.compiler.layer;

import static dev.cnnc.compiler.layer.Calls.layer;
import static dev.cnnc.compiler.layer.Calls.named;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.compiler.tensor.Shape;
import dev.cnnc.runtime.kernel.ActivationKind;
import dev.cnnc.runtime.op.Tail;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What layers ask of the runtime; {@link RecordingEmitter} checks that the runtime has it. */
class LoweringTest {

    private static final Shape IMAGE = new Shape(8, 6, 4);
    private static final Tail RELU = new Tail(ActivationKind.RELU, 0, false);

    @Test
    void aConvolutionPacksItsWeightsOnceAndRunsOnThem() {
        assertEquals("""
                new Convolution(8x6x4, 4x3x10, 3, 5, 2, 2, 0, 1, 1, 1, 1, Tail(NONE))
                prepare pack(slot, weight, -1)
                infer(x0, y, slot)""",
                RecordingEmitter.inference(layer("conv", 10, "3x5", named("stride", 2), named("padding", "same"),
                        named("bias", false)), IMAGE));
    }

    @Test
    void aFoldedNormAndAFusedResidualGoIntoTheProduct() {
        ProductLayer conv = ((ProductLayer) layer("conv", 4, 1))
                .withNormalisation(1e-3)
                .withTail(new Tail(ActivationKind.RELU, 0, true));
        assertEquals("conv(4, 1x1) + bn + residual + relu", conv.describe());
        assertEquals("""
                new Convolution(8x6x4, 8x6x4, 1, 1, 1, 1, 0, 0, 1, 1, 1, Tail(RELU, residual))
                prepare packFolded(slot, weight, bias, norm.weight, norm.bias, norm.running_mean, \
                norm.running_var, 0.001)
                infer(x0, x1, y, slot)""", RecordingEmitter.inference(conv, IMAGE, IMAGE));
    }

    @Test
    void goingBackTheResultOfAProductIsReadOnlyForItsActivation() {
        Layer dense = layer("dense", 10);
        assertEquals("""
                new Dense(4, 10, Tail(NONE))
                forward(x0, y, weight, bias)
                backward(x0, -1, -1, false, dy, weight, bias)""",
                RecordingEmitter.training(dense, false, Shape.vector(4)));
        assertEquals("""
                new Dense(4, 10, Tail(RELU))
                forward(x0, y, weight, bias)
                backward(x0, savedY, dx0, false, dy, weight, bias)""",
                RecordingEmitter.training(((ProductLayer) dense).withTail(RELU), true, Shape.vector(4)));
    }

    @Test
    void aFrozenLayerPassesTheGradientOnAndComputesNoneOfItsOwn() {
        assertEquals("""
                new Dense(4, 10, Tail(RELU))
                forward(x0, y, weight, bias)
                backwardFrozen(savedY, dx0, false, dy, weight)""",
                RecordingEmitter.frozen(((ProductLayer) layer("dense", 10)).withTail(RELU), Shape.vector(4)));
        assertEquals("""
                new BatchNormalization(8x6x4, 1.0E-5, 0.9, Tail(NONE))
                forwardFrozen(x0, y, weight, bias, running_mean, running_var)
                again again(x0, y)
                backwardFrozen(-1, dx0, false, dy, weight, running_var)""",
                RecordingEmitter.frozen(layer("bn"), IMAGE));
        for (String kind : List.of("depthwise_conv", "transposed_conv", "conv")) {
            Layer layer = kind.startsWith("d") ? layer(kind, 3) : layer(kind, 4, 3);
            assertTrue(RecordingEmitter.frozen(layer, IMAGE).contains("\nbackwardFrozen(-1, dx0, false, dy, weight)"));
        }
    }

    @Test
    void aDepthwiseConvolutionHasItsOwnOperation() {
        assertEquals("""
                new DepthwiseConvolution(8x6x4, 8x6x8, 3, 3, 1, 1, 1, 1, 1, 1, Tail(NONE))
                prepare pack(slot, weight, bias)
                infer(x0, y, slot)""",
                RecordingEmitter.inference(layer("depthwise_conv", 3, 2, named("padding", 1)), IMAGE));
    }

    @Test
    void poolsSayTheirWindowAndPadding() {
        assertEquals("""
                new MaxPool(8x6x4, 4x3x4, 3, 3, 2, 2, 1, 1)
                forward(x0, y)
                backward(x0, -1, dx0, false, dy)""",
                RecordingEmitter.training(layer("maxpool", 3, 2, 1), true, IMAGE));
        assertEquals("""
                new AvgPool(8x6x4, 4x3x4, 3, 3, 2, 2, 0, 0, 1, 1, true)
                infer(x0, y)""",
                RecordingEmitter.inference(layer("avgpool", 3, 2, "same", named("count_padding", true)), IMAGE));
    }

    @Test
    void activationsKeepWhatTheirDerivativeReads() {
        assertEquals("""
                new Activation(LEAKY_RELU, 0.1, 192)
                forward(x0, y)
                backward(-1, savedY, dx0, false, dy)""",
                RecordingEmitter.training(layer("leaky_relu", 0.1), true, IMAGE));
        assertEquals("""
                new Activation(GELU, 0.0, 192)
                forward(x0, y)
                backward(x0, -1, dx0, false, dy)""", RecordingEmitter.training(layer("gelu"), true, IMAGE));
    }

    @Test
    void aBatchNormReadsItsStatisticsAndItsFactors() {
        assertEquals("""
                new BatchNormalization(8x6x4, 1.0E-5, 0.9, Tail(NONE))
                prepare pack(slot, -1, bias, running_mean, running_var)
                infer(x0, y, slot)""", RecordingEmitter.inference(layer("bn", named("scale", false)), IMAGE));
        assertEquals("""
                new BatchNormalization(8x6x4, 1.0E-5, 0.9, Tail(NONE))
                forward(x0, y, weight, bias, running_mean, running_var)
                again again(x0, y)
                backward(x0, -1, -1, false, dy, weight, bias)""",
                RecordingEmitter.training(layer("bn"), false, IMAGE));
    }

    @Test
    void aBatchNormKeepsItsResultOnlyWhereADerivativeNeedsIt() {
        BatchNorm norm = (BatchNorm) layer("bn");
        assertEquals("""
                new BatchNormalization(8x6x4, 1.0E-5, 0.9, Tail(RELU))
                forward(x0, y, weight, bias, running_mean, running_var)
                again again(x0, y)
                backward(x0, -1, dx0, false, dy, weight, bias)""",
                RecordingEmitter.training(norm.withTail(RELU), true, IMAGE));
        assertEquals("""
                new BatchNormalization(8x6x4, 1.0E-5, 0.9, Tail(RELU))
                forwardFrozen(x0, y, weight, bias, running_mean, running_var)
                again again(x0, y)
                backwardFrozen(savedY, dx0, false, dy, weight, running_var)""",
                RecordingEmitter.frozen(norm.withTail(RELU), IMAGE));
        Layer sum = norm.withTail(new Tail(ActivationKind.RELU, 0, true));
        assertEquals("bn + residual + relu", sum.describe());
        String training = RecordingEmitter.training(sum, true, IMAGE, IMAGE);
        assertTrue(training.contains("forward(x0, x1, y, weight, bias, running_mean, running_var)"), training);
        assertTrue(training.contains("backward(x0, savedY, dx0, false, dx1, false, dy, weight, bias)"), training);
        String sumAlone =
                RecordingEmitter.training(norm.withTail(new Tail(ActivationKind.NONE, 0, true)), true, IMAGE, IMAGE);
        assertTrue(sumAlone.contains("backward(x0, -1, dx0, false, dx1, false, dy, weight, bias)"), sumAlone);
    }

    @Test
    void normsOfAnImageByItselfReadTheirFactors() {
        assertEquals("""
                new GroupNormalization(8x6x4, 2, 1.0E-5)
                forward(x0, y, weight, -1)
                backward(x0, -1, dx0, false, dy, weight, -1)""",
                RecordingEmitter.training(layer("group_norm", 2, named("shift", false)), true, IMAGE));
        assertEquals("new GroupNormalization(8x6x4, 4, 1.0E-5)\nprepare pack(slot, weight, bias)\ninfer(x0, y, slot)",
                RecordingEmitter.inference(layer("instance_norm"), IMAGE));
        assertEquals("new LayerNormalization(8x6x4, 0.001)\nprepare pack(slot, -1, bias)\ninfer(x0, y, slot)",
                RecordingEmitter.inference(layer("layer_norm", 1e-3, named("scale", false)), IMAGE));
    }

    @Test
    void aLocalResponseIsOfTheSumOfSquaresOrOfTheirAverage() {
        assertEquals("new LocalResponseNormalization(8x6x4, 5, 1.0E-4, 0.75, 2.0)\ninfer(x0, y)",
                RecordingEmitter.inference(layer("lrn"), IMAGE));
        assertEquals("new LocalResponseNormalization(8x6x4, 4, 0.25, 0.5, 1.0)\ninfer(x0, y)",
                RecordingEmitter.inference(layer("lrn", 4, 1, 0.5, 1, true), IMAGE));
    }

    @Test
    void geluHasTwoForms() {
        assertEquals("new Activation(GELU_TANH, 0.0, 192)\ninfer(x0, y)",
                RecordingEmitter.inference(layer("gelu", true), IMAGE));
        assertEquals("gelu(approximate = true)", layer("gelu", true).describe());
    }

    @Test
    void whatKeepsTheOrderOfMemoryIsAnAliasInInference() {
        assertEquals("alias x0", RecordingEmitter.inference(layer("flatten", "hwc"), IMAGE));
        assertEquals("alias x0", RecordingEmitter.inference(layer("flatten"), Shape.vector(9)));
        assertEquals("alias x0", RecordingEmitter.inference(layer("flatten"), new Shape(8, 6, 1)));
        assertEquals("new FlattenChw(8x6x4)\ninfer(x0, y)", RecordingEmitter.inference(layer("flatten"), IMAGE));
        for (String kind : List.of("dropout", "spatial_dropout", "stochastic_depth")) {
            assertEquals("alias x0", RecordingEmitter.inference(layer(kind, 0.5), IMAGE));
        }
    }

    @Test
    void dropoutHasItsOwnStreamOfRandomNumbers() {
        assertEquals("""
                new Dropout(192, 0.5, 7)
                forward(x0, y)
                backward(-1, -1, dx0, false, dy)""", RecordingEmitter.training(layer("dropout", 0.5), true, IMAGE));
    }

    @Test
    void aSumOfThreeIsAChainAndEveryArmGetsItsGradient() {
        assertEquals("""
                new Add(192)
                infer(x0, x1, y)
                infer(y, x2, y)""", RecordingEmitter.inference(layer("add"), IMAGE, IMAGE, IMAGE));
        assertEquals("""
                new Add(192)
                forward(x0, x1, y)
                forward(y, x2, y)
                backward(dx0, false, dy)
                backward(dx1, false, dy)
                backward(dx2, false, dy)""", RecordingEmitter.training(layer("add"), true, IMAGE, IMAGE, IMAGE));
    }

    @Test
    void aSumOfOneIsThatOne() {
        assertEquals("alias x0", RecordingEmitter.inference(layer("add"), IMAGE));
        assertEquals("""
                new Copy(192)
                forward(x0, y)
                backward(-1, -1, dx0, false, dy)""", RecordingEmitter.training(layer("add"), true, IMAGE));
    }

    @Test
    void aConcatenationIsOneOperationForEveryArm() {
        assertEquals("""
                new Concat(8x6x4, 8x6x7, 0)
                forward(x0, y)
                backward(-1, -1, dx0, false, dy)
                new Concat(8x6x3, 8x6x7, 4)
                forward(x1, y)
                backward(-1, -1, dx1, false, dy)""",
                RecordingEmitter.training(layer("concat"), true, IMAGE, new Shape(8, 6, 3)));
    }

    @Test
    void aProductTakesTheImageFirstAndTheVectorSecond() {
        assertEquals("""
                new Multiply(8x6x4, 1x1x4)
                forward(x1, x0, y)
                backwardLeft(x1, x0, dx1, false, dy)
                backwardRight(x1, x0, dx0, false, dy)""",
                RecordingEmitter.training(layer("multiply"), true, Shape.vector(4), IMAGE));
    }

    @Test
    void channelsOfZerosHaveTheirOwnOperation() {
        assertEquals("""
                new PadChannels(8x6x4, 1, 2)
                infer(x0, y)""", RecordingEmitter.inference(layer("pad_channels", 1, 2), IMAGE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"global_avgpool", "global_maxpool", "softmax", "log_softmax", "relu", "relu6", "elu",
            "selu", "sigmoid", "tanh", "softplus", "silu", "hard_sigmoid", "hard_swish", "maxpool", "avgpool", "flatten",
            "output", "dropout", "spatial_dropout", "stochastic_depth", "lrn", "sumpool", "adaptive_avgpool",
            "pad_channels"})
    void withoutNeedOfAGradientALayerWithoutParametersDoesNothingGoingBack(String kind) {
        Object[] arguments = switch (kind) {
            case "maxpool", "avgpool", "sumpool", "adaptive_avgpool" -> new Object[] {2};
            case "dropout", "spatial_dropout", "stochastic_depth" -> new Object[] {0.5};
            default -> new Object[0];
        };
        String lines = RecordingEmitter.training(layer(kind, arguments), false, IMAGE);
        assertEquals(2, lines.lines().count(), lines);
    }
}
