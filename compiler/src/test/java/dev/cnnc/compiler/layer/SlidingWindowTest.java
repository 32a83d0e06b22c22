package dev.cnnc.compiler.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cnnc.compiler.tensor.Shape;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

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
                + "(padding = 2 or same would keep 3x2)",
                problem(window("5x5", Padding.VALID, "1x1"), new Shape(3, 2, 8), "kernel"));
    }

    @Test
    void paddingAndDilationAreCountedInTheMessage() {
        assertEquals("the 3x3 kernel reaches over 9x9 with dilation 4, which is larger than its 5x5 input, even when "
                + "padded to 7x7 (padding = 4 or same would keep 5x5)",
                problem(window("3x3", Padding.explicit(1, 1, 1, 1), "4x4"), new Shape(5, 5, 1), "kernel"));
    }

    @Test
    void aPoolSpeaksOfItsWindow() {
        assertEquals("the 2x2 window is larger than its 1x1 input "
                + "(a size of 1x1 or less fits)",
                problem(window("2x2", Padding.VALID, "1x1"), Shape.vector(9), "size"));
    }

    @Test
    void theProposedPaddingsGiveWhatIsSaidOfThem() {
        SlidingWindow window = window("5x5", Padding.VALID, "1x1");
        assertEquals(Optional.empty(), window.sizeOver(new Shape(4, 4, 1)));
        assertEquals(Optional.of(new Shape(4, 4, 1)), window.keepingSize().sizeOver(new Shape(4, 4, 1)));
        SlidingWindow even = window("2x2", Padding.VALID, "1x1");
        assertEquals(Optional.of(new Shape(4, 4, 1)), even.keepingSize().sizeOver(new Shape(4, 4, 1)));
    }

    @ParameterizedTest
    @CsvSource({"1,2,1,1", "2,2,1,2", "3,2,1,2", "3,2,2,1", "3,3,2,3", "2,5,1,2", "4,4,6,2", "3,1,4,1"})
    void pixelsReadPerStrideAreThoseThatSomeWindowTouches(long kernel, long stride, long dilation, long expected) {
        Set<Long> places = new HashSet<>();
        for (long tap = 0; tap < kernel; tap++) {
            places.add(tap * dilation % stride);
        }
        assertEquals(expected, places.size());
        SlidingWindow window = new SlidingWindow(Extent.square(kernel), Extent.square(stride), Padding.VALID,
                Extent.square(dilation), false);
        assertEquals(expected, window.rowsReadPerStride());
        assertEquals(expected, window.columnsReadPerStride());
    }

    @ParameterizedTest
    @CsvSource({"11,2,2,1", "12,2,2,0", "224,7,2,1", "3,3,1,0"})
    void rowsLeftOutLieBelowTheLastWindow(long input, long kernel, long stride, long expected) {
        SlidingWindow window = new SlidingWindow(
                Extent.square(kernel), Extent.square(stride), Padding.VALID, Extent.ONE, false);
        assertEquals(expected, window.rowsLeftOut(new Shape(input, 100, 1)));
        assertEquals(0, window.withPadding(Padding.SAME).rowsLeftOut(new Shape(input, 100, 1)));
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
