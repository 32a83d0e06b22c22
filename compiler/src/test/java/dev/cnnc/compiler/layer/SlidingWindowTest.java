package dev.cnnc.compiler.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cnnc.compiler.tensor.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Sizes and paddings of windows, against PyTorch's and TensorFlow's, and where a window does not fit. */
class SlidingWindowTest {

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "windows.csv", useHeadersInDisplayName = false, numLinesToSkip = 2)
    void windowsLieWhereTheReferenceLaysThem(String name, String image, String kernel, String stride, String dilation,
            String padding, boolean ceil, String output, String pads) throws Mismatch {
        SlidingWindow window =
                new SlidingWindow(extent(kernel), extent(stride), padding(padding), extent(dilation), ceil);

        SlidingWindow.Placement placed =
                window.over(new Shape(extent(image).height(), extent(image).width(), 1), "kernel");

        assertEquals(output, placed.height() + "x" + placed.width());
        assertEquals(pads, placed.top() + " " + placed.left() + " " + placed.bottom() + " " + placed.right());
    }

    private static Extent extent(String text) {
        long[] sides = Arrays.stream(text.split("x")).mapToLong(Long::parseLong).toArray();
        return new Extent(sides[0], sides[1]);
    }

    private static Padding padding(String text) throws Mismatch {
        if (!text.startsWith("[")) {
            return Padding.TYPE.read(Calls.toValue(text), null);
        }
        long[] sides = Arrays.stream(text.replaceAll("[\\[\\]]", "").split(" ")).mapToLong(Long::parseLong).toArray();
        return Padding.explicit(sides[0], sides[1], sides[2], sides[3]);
    }

    @Test
    void aKernelThatDoesNotFitIsToldBothSizesAndThePaddingThatWouldHelp() {
        assertEquals("the 5x5 kernel is larger than its 3x2 input "
                + "(padding = 2 would be enough; padding = same gives 3x2)",
                problem(window("5x5", Padding.VALID, "1x1"), new Shape(3, 2, 8), "kernel"));
    }

    @Test
    void paddingAndDilationAreCountedInTheMessage() {
        assertEquals("the 3x3 kernel reaches over 9x9 with dilation 4, which is larger than its 5x5 input, even when "
                + "padded to 7x7 (padding = 2 would be enough; padding = same gives 5x5)",
                problem(window("3x3", Padding.explicit(1, 1, 1, 1), "4x4"), new Shape(5, 5, 1), "kernel"));
    }

    @Test
    void aPoolSpeaksOfItsWindow() {
        assertEquals("the 2x2 window is larger than its 1x1 input "
                + "(padding = 1 would be enough; padding = same gives 1x1)",
                problem(window("2x2", Padding.VALID, "1x1"), Shape.vector(9), "size"));
    }

    @Test
    void hugeSizesOverflowIntoAnException() {
        SlidingWindow far = window("3x3", Padding.VALID, "9000000000000000000x1");
        assertThrows(ArithmeticException.class, () -> far.over(new Shape(9, 9, 1), "kernel"));
        SlidingWindow padded = window("1x1", Padding.explicit(4_000_000_000L, 0, 0, 0), "1x1");
        assertThrows(ArithmeticException.class, () -> padded.over(new Shape(9, 9, 1), "kernel"));
    }

    private static SlidingWindow window(String kernel, Padding padding, String dilation) {
        return new SlidingWindow(extent(kernel), Extent.ONE, padding, extent(dilation), false);
    }

    private static String problem(SlidingWindow window, Shape image, String attribute) {
        LayerException problem = assertThrows(LayerException.class, () -> window.over(image, attribute));
        assertEquals(attribute, problem.attribute());
        return problem.getMessage() + " (" + problem.hint() + ")";
    }
}
