package dev.cnnc.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProductTest {
    private static final int INPUTS = 6;

    @Test
    void rowsOfAnImageAreAsManyStretches() {
        int[] pixels = rows(20, row -> row / 5 * 70 + row % 5 * 8);
        int[] dense = rows(20, row -> row * 32);
        assertEquals(5, product(pixels, dense).stretch());
        assertEquals(5, product(dense, pixels).stretch());
        assertEquals(20, product(dense, dense).stretch());
        assertEquals(1, product(pixels, dense).into(rows(20, row -> row / 4 * 200 + row % 4 * 8)).stretch(),
                "a stretch that ends where one of the other table does not is none");
    }

    @Test
    void rowsWithoutOrderAreNoStretch() {
        assertEquals(1, product(rows(6, row -> row * row), rows(6, row -> row)).stretch());
        assertEquals(1, product(rows(1, row -> 0), rows(1, row -> 0)).stretch());
        assertEquals(1, product(rows(0, row -> 0), rows(0, row -> 0)).stretch());
        int[] oneStepIsLonger = rows(30, row -> row < 14 ? 8 * row : 8 * row + (row < 22 ? 1 : 2));
        assertEquals(1, product(oneStepIsLonger, rows(30, row -> row)).stretch());
    }

    @ParameterizedTest
    @CsvSource({"0, Infinity", "0, 6", "-Infinity, 6", "-Infinity, Infinity", "-1, 1"})
    void boundsKeepNotANumber(float low, float high) {
        for (float special : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1e38f, 3e37f}) {
            check(rows(61, row -> row * INPUTS), low, high, special);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 20, 28, 61})
    void stretchesOfRowsAreComputedAsSingleRowsAre(int stretch) {
        check(rows(61, row -> row / stretch * (stretch * INPUTS + 5) + row % stretch * INPUTS), 0, 6, 1);
    }

    /** An input of two rows is special; both kernels have the same results, or all but the same. */
    private static void check(int[] aRows, float low, float high, float special) {
        ProductKernels vector = KernelChoice.named("vector").products();
        ProductKernels loops = KernelChoice.named("loops").products();
        for (int columns : new int[] {vector.panel(), vector.panel() / 2}) {
            float[] expected = multiply(loops, columns, aRows, low, high, special);
            float[] found = multiply(vector, columns, aRows, low, high, special);
            for (int i = 0; i < expected.length; i++) {
                float most = Float.isFinite(expected[i]) ? 1e-5f * Math.max(1, Math.abs(expected[i])) : 0;
                assertEquals(expected[i], found[i], most, columns + " columns, number " + i);
            }
        }
    }

    /** Longer than what the tiles of evenly spaced rows serve, too. */
    @ParameterizedTest
    @CsvSource({"2, 100", "2, 101", "3, 333"})
    void noTermOfARunIsLost(int runs, int length) {
        int rows = 44;
        for (ProductKernels kernels : new ProductKernels[] {KernelChoice.named("vector").products(),
                KernelChoice.named("loops").products()}) {
            int panel = kernels.panel();
            for (int columns : new int[] {panel, panel / 2}) {
                Product product = new Product(rows(rows, row -> row), rows(rows, row -> row * panel),
                        Product.runs(runs, length), Product.runs(runs, length * panel), 1, panel);
                float[] ones = new float[runs * length * panel + rows];
                Arrays.fill(ones, 1);
                float[] c = new float[rows * panel + panel];
                kernels.multiply(product, runs, length, 0, rows, columns, ones, 0, ones, 0, new float[panel], 0, false,
                        c, 0, 0, Float.POSITIVE_INFINITY);
                for (int row = 0; row < rows; row++) {
                    assertEquals(runs * length, c[row * panel + columns - 1], kernels + ", row " + row);
                }
            }
        }
    }

    @Test
    void runsAreAsLongAsTilesServeWhereThatCanBe() {
        ProductKernels vector = KernelChoice.named("vector").products();
        assertEquals(2, vector.runs(1, 16));
        assertEquals(4, vector.runs(1, 320));
        assertEquals(1, vector.runs(3, 9));
        assertEquals(2, vector.runs(3, 192));
        assertEquals(2, vector.runs(1, 386), "no divisor makes runs of at most a hundred");
        assertEquals(3, vector.runs(1, 27));
        assertEquals(1, vector.runs(1, 29));
        assertEquals(1, vector.runs(9, 257));
    }

    /** As many columns as {@code panel}, in calls that fit the kernels. */
    private static float[] multiply(ProductKernels kernels, int panel, int[] aRows, float low, float high,
            float special) {
        Random random = new Random(7);
        int rows = aRows.length;
        float[] a = numbers(random, aRows[rows - 1] + INPUTS);
        a[aRows[3] + 1] = special;
        a[aRows[rows / 2] + 1] = special;
        float[] weights = numbers(random, INPUTS * panel);
        float[] bias = numbers(random, panel);
        float[] all = new float[rows * panel];
        int width = kernels.panel();
        for (int column = 0; column < panel; column += width) {
            int count = Math.min(width, panel - column);
            float[] b = new float[INPUTS * width + 64];
            float[] start = new float[width + 64];
            float[] c = new float[rows * width + 64];
            for (int j = 0; j < count; j++) {
                start[j] = bias[column + j];
                for (int k = 0; k < INPUTS; k++) {
                    b[k * width + j] = weights[k * panel + column + j];
                }
            }
            Product product = new Product(aRows, rows(rows, row -> row * width), new int[] {0, INPUTS / 2},
                    new int[] {0, INPUTS / 2 * width}, 1, width);
            kernels.multiply(product, 2, INPUTS / 2, 0, rows, count, a, 0, b, 0, start, 0, false, c, 0, low, high);
            for (int row = 0; row < rows; row++) {
                System.arraycopy(c, row * width, all, row * panel + column, count);
            }
        }
        return all;
    }

    private static Product product(int[] aRows, int[] cRows) {
        return new Product(aRows, cRows, new int[] {0}, new int[] {0}, 1, 1);
    }

    private static int[] rows(int count, IntUnaryOperator place) {
        return IntStream.range(0, count).map(place).toArray();
    }

    private static float[] numbers(Random random, int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }
}
