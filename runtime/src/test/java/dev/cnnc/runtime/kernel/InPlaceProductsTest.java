package dev.cnnc.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InPlaceProductsTest {
    private final InPlaceProducts products = KernelChoice.named("loops").products().inPlace();
    private final Random random = new Random(3);

    /** Fewer and more than a block's rows, columns and terms, and what is no multiple of any. */
    @ParameterizedTest
    @CsvSource({"1, 1, 1, 1", "1, 300, 7, 1", "3, 5, 64, 1", "3, 5, 6, 9", "4, 33, 16, 1", "49, 257, 3, 5",
            "129, 31, 17, 9", "300, 20, 33, 2", "5, 520, 4, 3", "2, 9, 0, 0", "600, 300, 5, 3", "270, 530, 9, 1"})
    void aProductIsWhatItsDefinitionSays(int rows, int columns, int length, int runs) {
        for (boolean adds : new boolean[] {false, true}) {
            check(rows, columns, length, runs, adds, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);
            check(rows, columns, length, runs, adds, -0.5f, 0.75f);
        }
    }

    /** The runs of B lie between each other, as the elements of a kernel do; rows and columns have gaps. */
    private void check(int rows, int columns, int length, int runs, boolean adds, float low, float high) {
        int columnStep = Math.max(1, runs) * length + 2;
        int rowStep = length + 3;
        float[] a = numbers(2 + rows * rowStep + runs * 11 + length);
        float[] b = numbers(1 + columns * columnStep);
        float[] tail = numbers(2 * columns + 1);
        int[] aRows = new int[rows + 1];
        int[] cRows = new int[rows + 1];
        for (int row = 0; row <= rows; row++) {
            aRows[row] = (rows - row) * rowStep;
            cRows[row] = row * (columns + 1);
        }
        int[] aRuns = new int[runs];
        int[] bRuns = new int[runs];
        for (int run = 0; run < runs; run++) {
            aRuns[run] = run * 11;
            bRuns[run] = run;
        }
        Product product = new Product(aRows, cRows, aRuns, bRuns, 1, runs);
        int add = (rows + 1) * (columns + 1);
        float[] c = numbers(2 * add);
        float[] expected = c.clone();
        for (int row = 1; row <= rows; row++) {
            for (int column = 0; column < columns; column++) {
                double sum = 0;
                for (int run = 0; run < runs; run++) {
                    for (int k = 0; k < length; k++) {
                        sum += (double) a[2 + aRows[row] + aRuns[run] + k] * b[1 + column * columnStep + run + k * runs];
                    }
                }
                double result = sum * tail[column] + tail[columns + 1 + column]
                        + (adds ? c[add + cRows[row] + column] : 0);
                expected[cRows[row] + column] = (float) Math.min(Math.max(result, low), high);
            }
        }
        products.multiply(product, columnStep, length, 1, rows, columns, a, 2, b, 1, tail, 0, columns + 1, c, 0, adds,
                add, low, high);
        assertArrayEquals(expected, c, 1e-4f);
    }

    /** Whether the lanes are rows or columns, and where there are none. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10, 90})
    void aRowIsTheSameAloneAndAmongOthers(int columns) {
        int length = 37;
        int rows = 16;
        float[] a = numbers(rows * length);
        float[] b = numbers(columns * length);
        float[] tail = numbers(2 * columns);
        Product product = new Product(Product.runs(rows, length), Product.runs(rows, columns), new int[1], new int[1],
                1, 1);
        float[] together = new float[rows * columns];
        products.multiply(product, length, length, 0, rows, columns, a, 0, b, 0, tail, 0, columns, together, 0, false, 0,
                0, 100);
        for (int some : new int[] {1, 4, 8}) {
            float[] apart = new float[rows * columns];
            for (int row = 0; row < rows; row += some) {
                products.multiply(product, length, length, row, some, columns, a, 0, b, 0, tail, 0, columns, apart, 0,
                        false, 0, 0, 100);
            }
            assertArrayEquals(together, apart);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1, 1", "7, 7, 40, 5", "60, 5, 33, 9", "520, 13, 6, 3", "3, 1, 600, 4", "600, 300, 7, 3",
            "49, 7, 512, 20", "400, 200, 900, 2"})
    void aPooledProductIsTheLargestOfFour(int rows, int line, int columns, int length) {
        int right = 3;
        int down = 1000;
        float[] a = numbers(down + right + rows * 5 + length);
        float[] b = numbers(columns * length);
        float[] tail = numbers(2 * columns);
        int[] aRows = new int[rows];
        int[] cRows = new int[rows];
        for (int row = 0; row < rows; row++) {
            aRows[row] = row * 5;
            cRows[row] = row * (columns + 2);
        }
        Product product = new Product(aRows, cRows, new int[1], new int[1], 1, 1);
        float[] c = numbers(rows * (columns + 2));
        float[] expected = c.clone();
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                double largest = Double.NEGATIVE_INFINITY;
                for (int at : new int[] {0, right, down, down + right}) {
                    double sum = 0;
                    for (int k = 0; k < length; k++) {
                        sum += (double) a[at + aRows[row] + k] * b[column * length + k];
                    }
                    largest = Math.max(largest, sum * tail[column] + tail[columns + column]);
                }
                expected[cRows[row] + column] = (float) Math.min(Math.max(largest, -0.25), 0.75);
            }
        }
        products.multiplyPooled(product, length, length, rows, line, columns, right, down, a, 0, b, 0, tail, 0, columns, c, 0,
                -0.25f, 0.75f);
        assertArrayEquals(expected, c, 1e-4f);
    }

    /** Of one image or several, in one block and more, column by column as a convolution has them. */
    @ParameterizedTest
    @CsvSource({"1, 28, 1, 5, 1, 6", "1, 10, 6, 5, 1, 16", "3, 8, 24, 3, 1, 20", "1, 32, 16, 3, 1, 5", "2, 7, 16, 3, 2, 3",
            "9, 4, 5, 3, 1, 7", "1, 30, 3, 7, 2, 8", "80, 3, 2, 3, 1, 4", "1, 5, 9, 3, 1, 64"})
    void neighboursInAWindowOfManyRowsAreRead(int images, int size, int channels, int window, int stride, int columns) {
        int width = (size - 1) * stride + window;
        int image = width * width * channels;
        int rows = images * size * size;
        int taps = window * window;
        int[] aRows = new int[rows];
        for (int row = 0; row < rows; row++) {
            int y = row / size % size;
            aRows[row] = row / size / size * image + (y * width + row % size) * stride * channels;
        }
        int[] aRuns = new int[taps];
        int[] bRuns = new int[taps];
        int run = 0;
        for (int x = 0; x < window; x++) {
            for (int phase = 0; phase < stride; phase++) {
                for (int y = phase; y < window; y += stride) {
                    aRuns[run] = (y * width + x) * channels;
                    bRuns[run++] = y * window + x;
                }
            }
        }
        float[] a = numbers(images * image);
        float[] b = numbers(columns * channels * taps);
        float[] tail = numbers(2 * columns);
        float[] expected = new float[rows * columns];
        for (int at = 0; at < expected.length; at++) {
            int column = at % columns;
            double sum = 0;
            for (int tap = 0; tap < taps; tap++) {
                int from = aRows[at / columns] + (tap / window * width + tap % window) * channels;
                for (int channel = 0; channel < channels; channel++) {
                    sum += (double) a[from + channel] * b[(column * channels + channel) * taps + tap];
                }
            }
            expected[at] = (float) (sum * tail[column] + tail[columns + column]);
        }
        Product product = new Product(aRows, Product.runs(rows, columns), aRuns, bRuns, 1, taps);
        float[] c = new float[rows * columns];
        products.multiply(product, channels * taps, channels, 0, rows, columns, a, 0, b, 0, tail, 0, columns, c, 0, false,
                0, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);
        assertArrayEquals(expected, c, 1e-4f);
    }

    /** Were what fills a block of terms multiplied too, nothing times infinity would be no number. */
    @ParameterizedTest
    @CsvSource({"5, 3, 3", "5, 4, 1", "3, 7, 5", "1, 4, 3"})
    void anInfiniteWeightIsMultipliedByItsTermOnly(int rows, int columns, int length) {
        float[] a = new float[rows * length];
        float[] b = new float[columns * length];
        Arrays.fill(a, 1);
        b[length - 1] = Float.POSITIVE_INFINITY;
        float[] tail = new float[2 * columns];
        Arrays.fill(tail, 0, columns, 1);
        int[] cRows = Product.runs(rows, columns);
        Product product = new Product(Product.runs(rows, length), cRows, new int[1], new int[1], 1, 1);
        float[] c = new float[rows * columns];
        products.multiply(product, length, length, 0, rows, columns, a, 0, b, 0, tail, 0, columns, c, 0, false, 0,
                Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY);
        for (int i = 0; i < c.length; i++) {
            assertEquals(i % columns == 0 ? Float.POSITIVE_INFINITY : 0, c[i]);
        }
    }

    @Test
    void warmingUpEndsWhenClosedAndIsLeftForSmallWork() throws Exception {
        Kernels loops = KernelChoice.forWork(1);
        try (WarmUp small = WarmUp.of(loops, 1_000)) {
            assertEquals(0, warmingUp());
        }
        try (WarmUp large = WarmUp.of(loops, 5_000_000_000L)) {
            assertEquals(1, warmingUp());
        }
        for (int wait = 0; wait < 1000 && warmingUp() > 0; wait++) {
            Thread.sleep(10);
        }
        assertEquals(0, warmingUp());
    }

    @Test
    void onlyKernelsThatPackNothingReadInPlace() {
        assertTrue(KernelChoice.forWork(1).products().inPlace() != null);
        if (KernelChoice.vectorAvailable()) {
            assertTrue(KernelChoice.named("vector").products().inPlace() == null);
        }
    }

    private static long warmingUp() {
        return Thread.getAllStackTraces().keySet().stream().filter(t -> t.getName().equals(WarmUp.THREAD)).count();
    }

    private float[] numbers(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = random.nextFloat() * 2 - 1;
        }
        return numbers;
    }
}
