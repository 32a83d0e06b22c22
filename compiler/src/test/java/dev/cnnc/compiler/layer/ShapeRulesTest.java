package dev.cnnc.compiler.layer;

import static dev.cnnc.compiler.layer.Calls.error;
import static dev.cnnc.compiler.layer.Calls.layer;
import static dev.cnnc.compiler.layer.Calls.named;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.compiler.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Shape rules of all kinds, and what they say where inputs do not fit. */
class ShapeRulesTest {

    private static final Shape IMAGE = new Shape(32, 30, 16);

    @Test
    void convolutionsTakeTheirFiltersAsChannels() {
        assertEquals("16x15x64", shape(layer("conv", 64, 3, named("stride", 2), named("padding", "same")), IMAGE));
        assertEquals("36x34x8", shape(layer("conv", 8, 5, named("padding", "full")), IMAGE));
        assertEquals("28x26x8", shape(layer("conv", 8, 3, named("dilation", 2)), IMAGE));
        assertEquals("32x30x48",
                shape(layer("depthwise_conv", 3, named("multiplier", 3), named("padding", 1)), IMAGE));
    }

    @Test
    void poolsStepByTheirSizeAndKeepTheChannels() {
        assertEquals("16x15x16", shape(layer("maxpool", 2), IMAGE));
        assertEquals("11x10x16", shape(layer("avgpool", 3, named("ceil", true)), IMAGE));
        assertEquals("10x10x16", shape(layer("avgpool", 3), IMAGE));
        assertEquals("32x15x16", shape(layer("maxpool", "1x2"), IMAGE));
        assertEquals("11x10x16", shape(layer("sumpool", 3, 3, 1), IMAGE));
        assertEquals("7x5x16", shape(layer("adaptive_avgpool", "7x5"), IMAGE));
        assertEquals("16", shape(layer("global_avgpool"), IMAGE));
        assertEquals("16", shape(layer("global_maxpool"), IMAGE));
    }

    @Test
    void normalisationActivationAndDropoutKeepTheShape() {
        for (Layer layer : List.of(layer("bn"), layer("layer_norm"), layer("group_norm", 4), layer("instance_norm"),
                layer("lrn"), layer("dropout", 0.5), layer("spatial_dropout", 0.5),
                layer("stochastic_depth", 0.5), layer("relu"), layer("softmax"),
                layer("log_softmax"), layer("output"))) {
            assertEquals("32x30x16", shape(layer, IMAGE), layer.describe());
        }
    }

    @Test
    void flattenCountsEveryElementAndDenseItsUnits() {
        assertEquals("15360", shape(layer("flatten"), IMAGE));
        assertEquals("10", shape(layer("dense", 10), Shape.vector(15360)));
        assertEquals("28x28x10", shape(layer("dense", 10, named("fully_convolutional", "5x3")), IMAGE));
        assertEquals("dense(10, fully_convolutional = 5x3)",
                layer("dense", 10, named("fully_convolutional", "5x3")).describe());
        assertEquals("32x30x48", shape(layer("pad_channels", 16, 16), IMAGE));
    }

    @Test
    void joinsKeepOrAddUpTheChannels() {
        assertEquals("32x30x16", shape(layer("add"), IMAGE, IMAGE, IMAGE));
        assertEquals("32x30x24", shape(layer("concat"), IMAGE, new Shape(32, 30, 8)));
        assertEquals("32x30x16", shape(layer("multiply"), IMAGE, Shape.vector(16)));
        assertEquals("32x30x16", shape(layer("multiply"), Shape.vector(16), IMAGE));
    }

    @Test
    void groupsMustDivideFiltersAndChannels() {
        assertEquals("3: 3 groups do not divide the 8 filters into equal parts "
                + "(groups must be a divisor of 8, such as 2 or 4)", error("conv", 8, 3, named("groups", 3)));
        assertEquals("5 groups do not divide the 16 channels of its input into equal parts "
                + "(groups must be a divisor of 16 and of 10, such as 2)",
                problem(layer("conv", 10, 3, named("groups", 5)), IMAGE));
    }

    @Test
    void groupsOfANormMustDivideTheChannelsAndAChannelOfOneNumberHasNoVariance() {
        assertEquals("5 groups do not divide the 16 channels of its input into equal parts "
                + "(groups must be a divisor of 16, such as 4 or 8)", problem(layer("group_norm", 5), IMAGE));
        assertEquals("instance_norm needs more than one pixel, found 16 "
                + "(a channel of one number has no variance; layer_norm normalises a vector)",
                problem(layer("instance_norm"), Shape.vector(16)));
    }

    @Test
    void paddingOfAPoolMustBeSmallerThanItsWindow() {
        assertEquals("2: with a padding of 2 some 2x2 windows would hold no pixel of the image "
                + "(padding must be smaller than the window)", error("maxpool", 2, named("padding", 2)));
    }

    @Test
    void denseSendsAnImageToFlatten() {
        assertEquals("dense takes a vector, found 32x30x16 "
                + "(put 'flatten' before it, which makes 15360 numbers, or 'global_avgpool', which makes 16)",
                problem(layer("dense", 10), IMAGE));
    }

    @Test
    void aSumOfTwoShapesShowsBothAndTheConvolutionThatHelps() {
        assertEquals("add needs inputs of one shape, found 32x32x16 and 16x16x32 "
                + "(conv(32, 1x1, stride = 2) makes 16x16x32 of 32x32x16)",
                problem(layer("add"), new Shape(32, 32, 16), new Shape(16, 16, 32)));
        assertEquals("add needs inputs of one shape, found 16x16x32 and 16x16x64 "
                + "(a 1x1 convolution on one of them makes the channels agree: conv(64, 1x1))",
                problem(layer("add"), new Shape(16, 16, 32), new Shape(16, 16, 64)));
        assertTrue(problem(layer("add"), new Shape(16, 16, 32), new Shape(14, 14, 32)).contains("padding = same"));
    }

    @Test
    void aProductOrAConcatenationOfTwoShapesShowsBoth() {
        assertTrue(problem(layer("multiply"), IMAGE, Shape.vector(8)).endsWith("found 32x30x16 and 8 ()"));
        assertTrue(problem(layer("concat"), IMAGE, new Shape(30, 30, 16)).contains("found 32x30x16 and 30x30x16"));
    }

    @Test
    void sizesBeyondALongOverflowIntoAnException() {
        long huge = Long.MAX_VALUE / 2;
        Shape wide = new Shape(1, 1, huge);
        assertThrows(ArithmeticException.class, () -> layer("concat").outputShape(List.of(wide, wide, wide)));
        assertThrows(ArithmeticException.class, () -> layer("pad_channels", huge, huge).outputShape(List.of(wide)));
        assertThrows(ArithmeticException.class,
                () -> layer("depthwise_conv", 1, 3_000_000_000L).outputShape(List.of(new Shape(1, 1, 9_000_000_000L))));
        assertThrows(ArithmeticException.class, () -> layer("dense", huge).macs(List.of(wide), wide));
    }

    private static String shape(Layer layer, Shape... inputs) {
        return layer.outputShape(List.of(inputs)).toString();
    }

    private static String problem(Layer layer, Shape... inputs) {
        LayerException problem = assertThrows(LayerException.class, () -> layer.outputShape(List.of(inputs)));
        return problem.getMessage() + " (" + problem.hint() + ")";
    }
}
