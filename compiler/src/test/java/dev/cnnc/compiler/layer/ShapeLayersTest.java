package dev.cnnc.compiler.layer;

import static dev.cnnc.compiler.layer.Calls.error;
import static dev.cnnc.compiler.layer.Calls.layer;
import static dev.cnnc.compiler.layer.Calls.named;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cnnc.compiler.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Layers that move numbers: their shapes, their words, and what they ask of the runtime. */
class ShapeLayersTest {

    private static final Shape IMAGE = new Shape(8, 6, 4);

    @Test
    void padAddsAndCropTakesRowsAndColumns() {
        assertEquals("11x7x4", shape(layer("pad", List.of(List.of(1, 2), List.of(0, 1)))));
        assertEquals("12x10x4", shape(layer("pad", 2)));
        assertEquals("6x2x4", shape(layer("crop", List.of(1, 2))));
        assertEquals("pad([[1, 2], [0, 1]])", layer("pad", List.of(List.of(1, 2), List.of(0, 1))).describe());
        assertEquals("crop(0)", layer("crop", 0).describe());
        assertEquals("new Pad(8x6x4, 9x6x4, 1, 0)\ninfer(x0, y)",
                RecordingEmitter.inference(layer("pad", List.of(List.of(1, 0), List.of(0, 0))), IMAGE));
        assertEquals("new Crop(8x6x4, 7x6x4, 0, 0)\ninfer(x0, y)",
                RecordingEmitter.inference(layer("crop", List.of(List.of(0, 1), List.of(0, 0))), IMAGE));
    }

    @Test
    void edgesAreNotWordsOfAWindow() {
        assertEquals("same: padding must be a whole number, [vertical, horizontal] or [[top, bottom], [left, right]], "
                + "found the word 'same'", error("pad", "same"));
        assertEquals("cutting off 3 leaves nothing of the 8x6 input ()", problem(layer("crop", 3), IMAGE));
    }

    @Test
    void upsamplingMultipliesHeightAndWidth() {
        assertEquals("16x12x4", shape(layer("upsample", 2)));
        assertEquals("8x18x4", shape(layer("upsample", "1x3", "bilinear")));
        assertEquals("new UpsampleNearest(8x6x4, 2, 2)\ninfer(x0, y)",
                RecordingEmitter.inference(layer("upsample", 2), IMAGE));
        assertEquals("new UpsampleBilinear(8x6x4, 2, 2, true)\ninfer(x0, y)", RecordingEmitter.inference(
                layer("upsample", 2, "bilinear", named("align_corners", true)), IMAGE));
        assertEquals("true: only mode = bilinear can align corners (add mode = bilinear, or leave align_corners out)",
                error("upsample", 2, named("align_corners", true)));
    }

    @Test
    void reshapeKeepsEveryNumberAndMovesThemOnlyForAnotherOrder() {
        assertEquals("4x4x12", shape(layer("reshape", "4x4x12")));
        assertEquals("reshape keeps all numbers, but its input 8x6x4 has 192 and 4x4x4 has 64 ()",
                problem(layer("reshape", "4x4x4"), IMAGE));
        assertEquals("new Reshape(8x6x4, 4x4x12)\ninfer(x0, y)",
                RecordingEmitter.inference(layer("reshape", "4x4x12"), IMAGE));
        assertEquals("alias x0", RecordingEmitter.inference(layer("reshape", "4x4x12", "hwc"), IMAGE));
        assertEquals("alias x0", RecordingEmitter.inference(layer("reshape", "4x4x1"), Shape.vector(16)));
        assertEquals("reshape(4x4x12, order = hwc)", layer("reshape", "4x4x12", "hwc").describe());
    }

    @Test
    void permutationsNameWhereEachDirectionComesFrom() {
        assertEquals("6x8x4", shape(layer("permute", "whc")));
        assertEquals("4x8x6", shape(layer("permute", "chw")));
        assertEquals("new Permute(6x8x4, 4, 24, 1)\ninfer(x0, y)",
                RecordingEmitter.inference(layer("permute", "whc"), IMAGE));
        assertEquals("new Permute(4x8x6, 1, 24, 4)\ninfer(x0, y)",
                RecordingEmitter.inference(layer("permute", "chw"), IMAGE));
    }

    @Test
    void channelsAreSlicedFromTheFirstToBeforeTheLast() {
        assertEquals("8x6x2", shape(layer("slice", 1, 3)));
        assertEquals("8x6x3", shape(layer("slice", 1)));
        assertEquals("8x6x3", shape(layer("slice", named("end", 3))));
        assertEquals("slice(begin = 1, end = 3)", layer("slice", 1, 3).describe());
        assertEquals("2: there is no channel from 2 to before 2 (end must be above begin)", error("slice", 2, 2));
        assertEquals("the input has 4 channels, too few for a slice to before channel 5 (channels are counted from 0)",
                problem(layer("slice", 0, 5), IMAGE));
        assertEquals("the input has 4 channels, too few for a slice that begins at channel 4 "
                + "(channels are counted from 0)", problem(layer("slice", 4), IMAGE));
    }

    @Test
    void aShuffleIsATransposedMatrixOfGroupsInEveryPixel() {
        assertEquals("8x6x4", shape(layer("channel_shuffle", 2)));
        assertEquals("new Permute(48x2x2, 4, 1, 2)\ninfer(x0, y)",
                RecordingEmitter.inference(layer("channel_shuffle", 2), IMAGE));
        assertEquals("3 groups do not divide the 4 channels of its input into equal parts "
                + "(groups must be a divisor of 4, such as 2 or 4)", problem(layer("channel_shuffle", 3), IMAGE));
    }

    @Test
    void sizesBeyondALongOverflowIntoAnException() {
        long huge = Long.MAX_VALUE / 2;
        Shape high = new Shape(huge, 1, 1);
        assertThrows(ArithmeticException.class, () -> layer("pad", huge).outputShape(List.of(high)));
        assertThrows(ArithmeticException.class, () -> layer("upsample", 3).outputShape(List.of(high)));
    }

    private static String shape(Layer layer) {
        return layer.outputShape(List.of(IMAGE)).toString();
    }

    private static String problem(Layer layer, Shape input) {
        LayerException problem = assertThrows(LayerException.class, () -> layer.outputShape(List.of(input)));
        return problem.getMessage() + " (" + problem.hint() + ")";
    }
}
