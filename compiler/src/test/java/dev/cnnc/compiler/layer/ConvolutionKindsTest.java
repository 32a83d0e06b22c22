package dev.cnnc.compiler.layer;

import static dev.cnnc.compiler.layer.Calls.error;
import static dev.cnnc.compiler.layer.Calls.layer;
import static dev.cnnc.compiler.layer.Calls.layers;
import static dev.cnnc.compiler.layer.Calls.named;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cnnc.compiler.tensor.Parameter;
import dev.cnnc.compiler.tensor.Shape;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Convolutions that are not plain ones: shapes, parameters, costs and what they ask of the runtime. */
class ConvolutionKindsTest {

    private static final Shape IMAGE = new Shape(5, 4, 4);

    /** Sizes as PyTorch has them. */
    @ParameterizedTest
    @CsvSource({
        "2, 2, 0, 0, 1, 10x8x6", "3, 1, 0, 0, 1, 7x6x6", "3, 2, 1, 1, 1, 10x8x6", "4, 2, 1, 0, 1, 10x8x6",
        "3, 3, 0, 0, 1, 15x12x6", "5, 2, 2, 1, 1, 10x8x6", "3, 1, 0, 0, 2, 9x8x6"})
    void aTransposedConvolutionComesBackToTheSizeThatItsConvolutionHad(
            int kernel, int stride, int padding, int rest, int dilation, String expected) {
        Layer layer = layer("transposed_conv", 6, kernel, stride, padding, named("output_padding", rest),
                named("dilation", dilation));

        assertEquals(expected, layer.outputShape(List.of(IMAGE)).toString());
    }

    @Test
    void withSameATransposedConvolutionMultipliesByItsStride() {
        for (int kernel = 1; kernel <= 5; kernel++) {
            assertEquals("15x12x6",
                    layer("transposed_conv", 6, kernel, 3, "same").outputShape(List.of(IMAGE)).toString());
        }
        assertEquals("3x2x6", layer("transposed_conv", 6, 3, 1, "full").outputShape(List.of(IMAGE)).toString());
    }

    @Test
    void theWeightsOfATransposedConvolutionBeginWithItsInput() {
        Layer layer = layer("transposed_conv", 6, 3, named("groups", 2));

        List<Parameter> parameters = layer.parameters(List.of(IMAGE));

        assertEquals(List.of("weight [4, 3, 3, 3]", "bias [6]"), names(parameters));
        assertEquals(2 * 9, parameters.get(0).initialiser().fanIn());
        assertEquals(3 * 9, parameters.get(0).initialiser().fanOut());
        assertEquals(5 * 4 * 4 * 9 * 3, layer.macs(List.of(IMAGE), layer.outputShape(List.of(IMAGE))));
    }

    @Test
    void aTransposedConvolutionIsAProduct() {
        ProductLayer layer =
                (ProductLayer) layer("transposed_conv", 6, 3, 2, 1, named("output_padding", List.of(1, 0)));

        assertEquals("transposed_conv(6, 3x3, stride = 2, padding = 1, output_padding = [1, 0])", layer.describe());
        assertEquals("""
                new TransposedConvolution(5x4x4, 10x7x6, 3, 3, 2, 2, 1, 1, 1, 1, 1, Tail(NONE))
                prepare pack(slot, weight, bias)
                infer(x0, y, slot)""", RecordingEmitter.inference(layer, IMAGE));
        assertEquals("""
                new TransposedConvolution(5x4x4, 10x7x6, 3, 3, 2, 2, 1, 1, 1, 1, 1, Tail(NONE))
                prepare packFolded(slot, weight, bias, norm.weight, norm.bias, norm.running_mean, \
                norm.running_var, 0.001)
                infer(x0, y, slot)""", RecordingEmitter.inference(layer.withNormalisation(1e-3), IMAGE));
    }

    @Test
    void anImpossibleTransposedConvolutionSaysWhy() {
        assertEquals("2: an output_padding of 2 is not less than the stride of 2 "
                + "(a larger stride makes a larger image)",
                error("transposed_conv", 6, 3, 2, named("output_padding", 2)));
        assertEquals("1: padding = same makes the output input * stride, so there is no room for output_padding "
                + "(leave one of the two out)",
                error("transposed_conv", 6, 3, 2, "same", named("output_padding", 1)));
        LayerException problem = assertThrows(LayerException.class,
                () -> layer("transposed_conv", 6, 3, 1, 4).outputShape(List.of(IMAGE)));
        assertEquals("a padding of 4 cuts off all of the 7x6 result", problem.getMessage());
        long huge = Integer.MAX_VALUE;
        assertThrows(ArithmeticException.class, () -> layer("transposed_conv", 6, 3, named("stride", huge))
                .outputShape(List.of(new Shape(1000, 1000, 1))));
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1, 14976, 14400", "3, 5, 1, 218880, 216000", "1, 1, 2, 3744, 3600"})
    void aLocallyConnectedLayerHasWeightsForEveryPlace(
            int channels, int filters, int stride, long parameters, long macs) {
        Layer layer = layer("locally_connected", filters, 5, stride);
        List<Shape> input = List.of(new Shape(28, 28, channels));

        assertEquals(parameters, layer.parameters(input).stream().mapToLong(Parameter::count).sum());
        assertEquals(macs, layer.macs(input, layer.outputShape(input)));
    }

    @Test
    void aLocallyConnectedLayerHasABiasForEveryOutput() {
        Layer layer = layer("locally_connected", 2, "3x2", named("padding", "same"), named("bias", true));

        assertEquals(List.of("weight [5, 4, 2, 4, 3, 2]", "bias [2, 5, 4]"), names(layer.parameters(List.of(IMAGE))));
        assertEquals("""
                new LocallyConnected(5x4x4, 5x4x2, 3, 2, 1, 1, 1, 0)
                forward(x0, y, weight, bias)
                backward(x0, -1, dx0, false, dy, weight, bias)""", RecordingEmitter.training(layer, true, IMAGE));
    }

    @Test
    void aSeparableConvolutionIsADepthwiseOneAndOneOfSinglePixels() {
        assertEquals(List.of("depthwise_conv(3x3, multiplier = 2, stride = 2, padding = same, bias = false)",
                        "conv(16, 1x1)", "relu"),
                layers("separable_conv", 16, 3, 2, 2, "same", named("activation", "relu")).stream()
                        .map(Layer::describe).toList());
        assertEquals(List.of("depthwise_conv(3x3, bias = false)", "conv(16, 1x1, bias = false)"),
                layers("separable_conv", 16, 3, named("bias", false)).stream().map(Layer::describe).toList());
    }

    @Test
    void aFilterHasAKernelAndNothingToLearn() {
        Layer layer = layer("filter", "gaussian_blur", named("padding", 1));

        assertEquals(List.of(), layer.parameters(List.of(IMAGE)));
        assertEquals(5 * 4 * 4 * 9, layer.macs(List.of(IMAGE), layer.outputShape(List.of(IMAGE))));
        assertEquals("""
                new Filter(5x4x4, 5x4x4, 3, 3, 1, 1, 1, 1, 0.0625 0.125 0.0625 0.125 0.25 0.125 0.0625 0.125 0.0625)
                infer(x0, y)""", RecordingEmitter.inference(layer, IMAGE));
    }

    @Test
    void theNumbersOfAFilterCanBeGiven() {
        List<?> laplacian = List.of(List.of(0, 1, 0), List.of(1, -4, 1), List.of(0, 1, 0.5));

        assertEquals("filter([[0, 1, 0], [1, -4, 1], [0, 1, 0.5]])", layer("filter", laplacian).describe());
        assertEquals("filter(sharpen)",
                layer("filter", List.of(List.of(0, -1, 0), List.of(-1, 5, -1), List.of(0, -1, 0))).describe());
        assertEquals("5x2x4", layer("filter", List.of(List.of(1, 0, -1))).outputShape(List.of(IMAGE)).toString());
    }

    @Test
    void aFilterSaysWhatAKernelIs() {
        String expected = "kernel must be a word such as sobel_x, or rows of one length, such as "
                + "[[0, 1, 0], [1, -4, 1], [0, 1, 0]], found ";
        assertEquals("sobelx: " + expected + "the word 'sobelx' (did you mean 'sobel_x'?)", error("filter", "sobelx"));
        assertEquals("[[1, 2], [3]]: " + expected + "a list of 2",
                error("filter", List.of(List.of(1, 2), List.of(3))));
        assertEquals("[]: " + expected + "a list of 0", error("filter", List.of()));
        List<Integer> wide = Collections.nCopies(32, 1);
        assertEquals(List.of("kernel must be at most 31 numbers high and wide, found a list of 1"),
                Calls.errors("filter", List.of(wide)).stream().map(each -> each.message()).toList());
    }

    @Test
    void preluLearnsASlopeForEachChannelOrOne() {
        assertEquals(List.of("weight [4]"), names(layer("prelu").parameters(List.of(IMAGE))));
        assertEquals(List.of("weight [1]"), names(layer("prelu", true).parameters(List.of(IMAGE))));
        assertEquals("conv(8, 3x3) prelu(shared = true)", String.join(" ", layers("conv", 8, 3,
                named("activation", Calls.settings("prelu", true))).stream().map(Layer::describe).toList()));
        assertEquals("""
                new ParametricRelu(5x4x4, false)
                prepare pack(slot, weight)
                infer(x0, y, slot)""", RecordingEmitter.inference(layer("prelu"), IMAGE));
    }

    private static List<String> names(List<Parameter> parameters) {
        return parameters.stream().map(parameter -> parameter.role() + " " + parameter.dimensions()).toList();
    }
}
