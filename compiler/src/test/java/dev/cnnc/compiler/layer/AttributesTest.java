package dev.cnnc.compiler.layer;

import static dev.cnnc.compiler.layer.Calls.error;
import static dev.cnnc.compiler.layer.Calls.errors;
import static dev.cnnc.compiler.layer.Calls.layer;
import static dev.cnnc.compiler.layer.Calls.layers;
import static dev.cnnc.compiler.layer.Calls.named;
import static dev.cnnc.compiler.layer.Calls.settings;
import static dev.cnnc.compiler.layer.Calls.written;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reading of calls: what is taken, and the words of every mistake. */
class AttributesTest {

    @Test
    void argumentsComeByPositionThenByName() {
        assertEquals("conv(64, 3x5, stride = 2, padding = same)",
                layer("conv", 64, "3x5", 2, named("padding", "same")).describe());
        assertEquals("conv(64, 3x3, groups = 2, bias = false)",
                layer("conv", named("kernel", 3), named("filters", 64), named("bias", false), named("groups", 2))
                        .describe());
    }

    @Test
    void defaultsAreNotRepeatedInADescription() {
        assertEquals("conv(64, 3x3)",
                layer("conv", 64, 3, named("stride", 1), named("padding", "valid"), named("bias", true)).describe());
        assertEquals("maxpool(2)", layer("maxpool", 2, named("stride", 2)).describe());
        assertEquals("bn", layer("bn").describe());
    }

    @Test
    void aNumberThatACalculationMadeWholeIsWhole() {
        assertEquals("conv(32, 3x3)", layer("conv", written("32 * width", 32.0), 3).describe());
    }

    @Test
    void aFractionalCountNamesTheExpressionAndTheWayOut() {
        assertEquals("16 * width: filters must be a whole number, found 16 * width = 12.5 "
                + "(use round(…), floor(…) or ceil(…))", error("conv", written("16 * width", 12.5), 3));
    }

    @Test
    void anUnknownAttributeGetsASuggestionOrTheList() {
        assertEquals("filter: conv has no attribute 'filter' (did you mean 'filters'?)",
                error("conv", 64, 3, named("filter", 3)));
        assertEquals("colour: bn has no attribute 'colour' (bn takes epsilon, momentum, scale, shift)",
                error("bn", named("colour", 3)));
        assertEquals("rate: relu has no attribute 'rate'", error("relu", named("rate", 3)));
    }

    @Test
    void tooManyValuesAreCounted() {
        assertEquals("3: relu takes no attributes", error("relu", 3));
        assertEquals("7: dropout takes at most 1 value (dropout takes rate)", error("dropout", 0.5, 7));
    }

    @Test
    void anAttributeCanBeSetOnce() {
        assertEquals("filters: 'filters' is set twice (leave one of them out)",
                error("conv", 64, 3, named("filters", 32)));
    }

    @Test
    void aValueWithoutNameMustNotFollowOneWithAName() {
        assertEquals("3: a value without a name stands behind one with a name (put it first, or name it: "
                + "dropout takes rate)", error("dropout", named("rate", 0.5), 3));
    }

    @Test
    void missingAttributesAreNamedTogether() {
        assertEquals("conv: conv needs filters and kernel (filters is a whole number of at least 1: how many feature "
                + "maps come out; kernel is a size such as 3x3 or a whole number for both: the window, height x width)",
                error("conv"));
    }

    @Test
    void aWrongTypeSaysWhatItTakesAndWhatItFound() {
        assertEquals("big: filters must be a whole number of at least 1, found the word 'big'",
                error("conv", "big", 3));
        assertEquals("1: bias must be true or false, found the whole number 1", error("conv", 8, 3, named("bias", 1)));
        assertEquals("3x3x3: kernel must be a size such as 3x3 or a whole number for both, found the size 3x3x3",
                error("conv", 8, "3x3x3"));
        assertEquals("3: order must be chw or hwc, found the whole number 3", error("flatten", 3));
        assertEquals("28x28: shape must be height x width x channels, such as 28x28x1, found the size 28x28 "
                + "(add the channels: 28x28x1 or 28x28x3)", error("input", "28x28"));
    }

    @Test
    void aNumberOutsideItsRangeSaysTheRange() {
        assertEquals("0: filters must be a whole number of at least 1, found the whole number 0", error("conv", 0, 3));
        assertEquals("1: rate must be a number from 0 to below 1, found the whole number 1", error("dropout", 1));
        assertEquals("-1: stride must be at least 1, found the whole number -1",
                error("conv", 8, 3, named("stride", -1)));
        assertEquals("-1: padding must be at least 0, found the whole number -1",
                error("conv", 8, 3, named("padding", -1)));
        assertEquals("0: epsilon must be a number above 0, found the whole number 0", error("bn", 0));
    }

    @Test
    void aRateThatFloatRoundsToOneIsOutsideItsRange() {
        assertTrue(error("dropout", 0.999999999).contains("from 0 to below 1"));
    }

    @Test
    void aWordInTheWrongPlaceIsSentToItsAttribute() {
        assertEquals("same: stride must be a whole number or a size such as 2x1, found the word 'same' "
                + "(name the attribute: padding = same)", error("conv", 8, 3, "same"));
    }

    @Test
    void aMisspeltWordGetsASuggestion() {
        assertTrue(error("conv", 8, 3, named("padding", "smae")).endsWith("(did you mean 'same'?)"));
        assertTrue(error("conv", 8, 3, named("activation", "rellu")).endsWith("(did you mean 'relu'?)"));
        assertTrue(error("dense", 8, named("initialiser", "glorot_unifrom")).endsWith("'glorot_uniform'?)"));
    }

    @Test
    void allMistakesOfACallAreReportedAtOnce() {
        List<DiagnosticCode> codes = errors("conv", 0, 3, named("strde", 2), named("bias", 7)).stream()
                .map(Diagnostic::code)
                .toList();
        assertEquals(
                List.of(DiagnosticCode.OUT_OF_RANGE, DiagnosticCode.UNKNOWN_ATTRIBUTE, DiagnosticCode.WRONG_TYPE),
                codes);
    }

    @Test
    void paddingTakesAllItsForms() {
        for (String word : List.of("same", "full")) {
            assertEquals("conv(8, 3x3, padding = " + word + ")",
                    layer("conv", 8, 3, named("padding", word)).describe());
        }
        assertEquals("conv(8, 3x3, padding = 1)", layer("conv", 8, 3, named("padding", List.of(1, 1))).describe());
        assertEquals("conv(8, 3x3, padding = [1, 2])", layer("conv", 8, 3, named("padding", List.of(1, 2))).describe());
        assertEquals("conv(8, 3x3, padding = [[0, 1], [2, 3]])",
                layer("conv", 8, 3, named("padding", List.of(List.of(0, 1), List.of(2, 3)))).describe());
    }

    @Test
    void anActivationBecomesALayerBehind() {
        List<Layer> layers = layers("conv", 8, 3, named("activation", settings("leaky_relu", 0.1)));
        assertEquals(List.of("conv(8, 3x3)", "leaky_relu(slope = 0.1)"), layers.stream().map(Layer::describe).toList());
        assertEquals(1, layers("conv", 8, 3, named("activation", "none")).size());
        assertEquals("softmax", layers("dense", 8, named("activation", "softmax")).get(1).describe());
    }

    @Test
    void aMistakeInTheSettingsOfAWordKeepsItsOwnMessage() {
        assertEquals("leaky_relu(…): leaky_relu has no attribute 'slop' (did you mean 'slope'?)",
                error("conv", 8, 3, named("activation", settings("leaky_relu", named("slop", 1)))));
        assertEquals("constant: constant needs value (value is a number: every element)",
                error("dense", 8, named("initialiser", "constant")));
        assertEquals("normal(…): std must be a number of at least 0, found the whole number -1",
                error("dense", 8, named("initialiser", settings("normal", 0, -1))));
    }

    @Test
    void initialisersTakeTheirSettingsByPositionOrName() {
        assertEquals("dense(8, initialiser = normal(0, 0.01))",
                layer("dense", 8, named("initialiser", settings("normal", named("std", 0.01)))).describe());
        assertEquals("dense(8, initialiser = he_normal, bias_initialiser = constant(0.1))",
                layer("dense", 8, named("initialiser", "he_normal"),
                        named("bias_initialiser", settings("constant", 0.1))).describe());
    }

    @Test
    void channelsOfTheInputHaveAMeanEachOrOneForAll() {
        Input colour = (Input) layer("input", "8x8x3", named("mean", 0.5), named("std", List.of(1, 2, 3)));
        assertEquals(List.of(0.5, 0.5, 0.5), colour.spec().mean());
        assertEquals(List.of(1.0, 2.0, 3.0), colour.spec().std());
        assertEquals("[0.1, 0.2]: mean has 2 numbers, but the image has 3 channels "
                + "(give one number for each channel, or one for all)",
                error("input", "8x8x3", named("mean", List.of(0.1, 0.2))));
        assertEquals("0: std must be a number above 0, or a list with one for each channel, found the whole number 0",
                error("input", "8x8x1", named("std", 0)));
    }

    @Test
    void anInputOfCountlessChannelsAsksForNoMemory() {
        assertTrue(error("input", "1x1x9000000000000000000").contains("more than 1048576"));
    }
}
