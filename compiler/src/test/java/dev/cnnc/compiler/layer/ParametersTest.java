package dev.cnnc.compiler.layer;

import static dev.cnnc.compiler.layer.Calls.layer;
import static dev.cnnc.compiler.layer.Calls.named;
import static dev.cnnc.compiler.layer.Calls.settings;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cnnc.compiler.tensor.Initialiser;
import dev.cnnc.compiler.tensor.Parameter;
import dev.cnnc.compiler.tensor.Regulariser;
import dev.cnnc.compiler.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What layers store: PyTorch's roles and shapes, and the fans that initialisers need. */
class ParametersTest {

    @Test
    void aConvolutionHasFiltersThenChannelsOfAGroupThenTheKernel() {
        List<Parameter> parameters =
                layer("conv", 64, "3x5", named("groups", 2)).parameters(List.of(new Shape(28, 28, 32)));

        assertEquals(List.of("weight [64, 16, 3, 5]", "bias [64]"), names(parameters));
        assertEquals(64 * 16 * 15, parameters.get(0).count());
        assertEquals(new Initialiser("glorot_uniform", 0, 0, 16 * 15, 32 * 15), parameters.get(0).initialiser());
        assertEquals("zeros", parameters.get(1).initialiser().kind());
    }

    @Test
    void aDepthwiseConvolutionHasOneChannelForEachFilter() {
        List<Parameter> parameters = layer("depthwise_conv", 3, 2, named("bias", false))
                .parameters(List.of(new Shape(28, 28, 32)));

        assertEquals(List.of("weight [64, 1, 3, 3]"), names(parameters));
        assertEquals(new Initialiser("glorot_uniform", 0, 0, 9, 18), parameters.get(0).initialiser());
    }

    @Test
    void aDenseLayerHasUnitsThenInputs() {
        Layer dense = layer("dense", 10, named("initialiser", settings("normal", 0, 0.01)));

        List<Parameter> parameters = dense.parameters(List.of(Shape.vector(84)));

        assertEquals(List.of("weight [10, 84]", "bias [10]"), names(parameters));
        assertEquals(new Initialiser("normal", 0, 0.01, 84, 10), parameters.get(0).initialiser());
    }

    @Test
    void aBatchNormLearnsTwoNumbersAChannelAndKeepsTwo() {
        List<Parameter> parameters = layer("bn").parameters(List.of(new Shape(8, 8, 16)));

        assertEquals(List.of("weight [16]", "bias [16]", "running_mean [16]", "running_var [16]"), names(parameters));
        assertEquals(List.of(true, true, false, false), parameters.stream().map(Parameter::trainable).toList());
        assertEquals(List.of("ones", "zeros", "zeros", "ones"),
                parameters.stream().map(parameter -> parameter.initialiser().kind()).toList());
        assertEquals(List.of("running_mean [16]", "running_var [16]"),
                names(layer("bn", named("scale", false), named("shift", false))
                        .parameters(List.of(new Shape(8, 8, 16)))));
    }

    @Test
    void weightDecayAppliesToWeightsAloneAndCanBeRefused() {
        assertEquals(List.of(true, false), regularised(layer("conv", 8, 3)));
        assertEquals(List.of(false, false), regularised(layer("conv", 8, 3, named("decay", false))));
        assertEquals(List.of(false, false, false, false), regularised(layer("bn")));
    }

    @Test
    void aRegulariserIsOfTheWeightAlone() {
        Layer conv = layer("conv", 8, 3, named("regulariser", settings("l2", 5e-4)));
        List<Parameter> parameters = conv.parameters(List.of(new Shape(8, 8, 16)));

        assertEquals(List.of(new Regulariser(0, 5e-4), Regulariser.NONE),
                parameters.stream().map(Parameter::regulariser).toList());
        assertEquals("conv(8, 3x3, regulariser = l2(5e-4))", conv.describe());
        assertEquals(new Regulariser(0.01, 0), layer("dense", 8, named("regulariser", "l1"))
                .parameters(List.of(Shape.vector(4))).get(0).regulariser());
    }

    @Test
    void multiplyAccumulatesCountTheProductsWithoutTheBias() {
        List<Shape> image = List.of(new Shape(14, 14, 6));
        Layer conv = layer("conv", 16, 5);
        assertEquals(240_000, conv.macs(image, conv.outputShape(image)));
        Layer grouped = layer("conv", 16, 5, named("groups", 2));
        assertEquals(120_000, grouped.macs(image, grouped.outputShape(image)));
        Layer depthwise = layer("depthwise_conv", 5);
        assertEquals(15_000, depthwise.macs(image, depthwise.outputShape(image)));
        assertEquals(10_080, layer("dense", 84).macs(List.of(Shape.vector(120)), Shape.vector(84)));
        assertEquals(0, layer("avgpool", 2).macs(image, new Shape(7, 7, 6)));
    }

    private static List<Boolean> regularised(Layer layer) {
        return layer.parameters(List.of(new Shape(8, 8, 16))).stream().map(Parameter::regularised).toList();
    }

    private static List<String> names(List<Parameter> parameters) {
        return parameters.stream().map(parameter -> parameter.role() + " " + parameter.dimensions()).toList();
    }
}
