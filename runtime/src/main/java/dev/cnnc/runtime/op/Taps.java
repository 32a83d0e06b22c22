package dev.cnnc.runtime.op;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The elements of a kernel that contribute to an output pixel, and where the pixels they are multiplied with lie,
 * counted from the source pixel that stands for the output pixel. Ascending by row, then by column.
 *
 * @param element which element of the kernel, {@code row * width + column}
 * @param row     how many source rows further down; negative above
 * @param column  how many source columns further right
 */
record Taps(int[] element, int[] row, int[] column) {
    /** All elements, for the convolution itself. */
    static Taps forward(int kernelHeight, int kernelWidth, int padTop, int padLeft, int dilationHeight,
            int dilationWidth) {
        List<int[]> taps = new ArrayList<>();
        for (int ky = 0; ky < kernelHeight; ky++) {
            for (int kx = 0; kx < kernelWidth; kx++) {
                taps.add(new int[] {ky * kernelWidth + kx, ky * dilationHeight - padTop, kx * dilationWidth - padLeft});
            }
        }
        return of(taps);
    }

    /**
     * The elements through which the input pixels {@code (phaseRow + strideHeight * i, phaseColumn + strideWidth * j)}
     * reach the output; the source is the output's gradient. With strides, every phase has some of the elements, or
     * none.
     */
    static Taps backward(int kernelHeight, int kernelWidth, int strideHeight, int strideWidth, int padTop, int padLeft,
            int dilationHeight, int dilationWidth, int phaseRow, int phaseColumn) {
        List<int[]> taps = new ArrayList<>();
        for (int ky = kernelHeight - 1; ky >= 0; ky--) {
            int row = phaseRow + padTop - ky * dilationHeight;
            for (int kx = kernelWidth - 1; kx >= 0; kx--) {
                int column = phaseColumn + padLeft - kx * dilationWidth;
                if (row % strideHeight == 0 && column % strideWidth == 0) {
                    taps.add(new int[] {ky * kernelWidth + kx, row / strideHeight, column / strideWidth});
                }
            }
        }
        return of(taps);
    }

    private static Taps of(List<int[]> taps) {
        int[][] lists = new int[3][taps.size()];
        for (int tap = 0; tap < taps.size(); tap++) {
            for (int i = 0; i < lists.length; i++) {
                lists[i][tap] = taps.get(tap)[i];
            }
        }
        return new Taps(lists[0], lists[1], lists[2]);
    }

    int count() {
        return element.length;
    }

    /**
     * Which tap comes first, second and so on column by column. In a column, those come after one another that differ by
     * {@code step} rows, or a multiple: what an output pixel reads there, the one below has read with the tap before.
     */
    int[] byColumns(int step) {
        Integer[] taps = new Integer[count()];
        for (int tap = 0; tap < taps.length; tap++) {
            taps[tap] = tap;
        }
        // A class, not a lambda, which the first answer of a process would wait for; the sort keeps the order of rows.
        Arrays.sort(taps, new Comparator<>() {
            @Override
            public int compare(Integer a, Integer b) {
                return column[a] != column[b] ? Integer.compare(column[a], column[b])
                        : Integer.compare(Math.floorMod(row[a], step), Math.floorMod(row[b], step));
            }
        });
        int[] order = new int[taps.length];
        for (int run = 0; run < order.length; run++) {
            order[run] = taps[run];
        }
        return order;
    }

    /** How many taps lie in one row, if they are neighbours there; else 1. */
    int contiguous() {
        int inRow = 1;
        while (inRow < count() && row[inRow] == row[0]) {
            if (column[inRow] != column[inRow - 1] + 1) {
                return 1;
            }
            inRow++;
        }
        return inRow;
    }

    /** How many neighbours lie in each row, the same ones in all; 0 if they do not form such a rectangle. */
    int rectangleWidth() {
        int width = contiguous();
        if (count() % width != 0) {
            return 0;
        }
        for (int tap = 0; tap < count(); tap++) {
            int first = tap / width * width;
            if (row[tap] != row[first] || column[tap] != column[0] + tap % width
                    || tap > 0 && tap == first && row[tap] == row[tap - 1]) {
                return 0;
            }
        }
        return width;
    }

    /** Whether they are three rows of three neighbours each. */
    boolean areThreeByThree() {
        return count() == 9 && rectangleWidth() == 3 && row[3] == row[0] + 1 && row[6] == row[3] + 1;
    }

    /** Source rows needed above the first one. */
    int above() {
        return count() == 0 ? 0 : Math.max(0, -row[0]);
    }

    /** Source rows needed below the row that stands for an output row. */
    int below() {
        return count() == 0 ? 0 : Math.max(0, row[count() - 1]);
    }

    int left() {
        return count() == 0 ? 0 : Math.max(0, -column[0]);
    }

    int right() {
        return count() == 0 ? 0 : Math.max(0, column[count() - 1]);
    }
}
