package dev.cnnc.runtime.op;

/**
 * Neighbouring output pixels that are computed as one, where filters are so few that a pixel leaves most of a register
 * tile's columns idle. For the tile, {@code pixels} times the filters are filters of a window that is wider by the
 * steps between the pixels, most of whose weights are zero in each. Six filters of 5x5 take a pixel 25 terms; five
 * pixels together take 45.
 *
 * @param pixels how many; 1 if that would not pay
 * @param step   source columns from one pixel to the next
 * @param single the taps of a pixel
 * @param width  how many taps of a pixel lie in a row
 */
record PixelGroups(int pixels, int step, Taps single, int width) {
    /** Every pixel by itself. */
    static PixelGroups none(Taps taps, int step) {
        return new PixelGroups(1, step, taps, 0);
    }

    /**
     * The groups that take the fewest terms.
     *
     * @param panel   columns of a register tile
     * @param columns pixels of a row
     * @param overlap whether the last group of a row may compute pixels of the one before once more
     */
    static PixelGroups of(Taps taps, int step, int filters, int panel, int columns, boolean overlap) {
        int width = taps.rectangleWidth();
        int best = 1;
        if (width > 1 && filters <= panel / 2) {
            long least = (long) columns * width;
            for (int pixels = 2; pixels <= Math.min(panel / filters, columns); pixels++) {
                if (!overlap && columns % pixels != 0) {
                    continue;
                }
                long terms = groups(columns, pixels) * (width + (pixels - 1L) * step);
                if (terms < least) {
                    least = terms;
                    best = pixels;
                }
            }
        }
        return new PixelGroups(best, step, taps, width);
    }

    private static int groups(int columns, int pixels) {
        return (columns + pixels - 1) / pixels;
    }

    /** Groups in a row; the last two may overlap. */
    int inRow(int columns) {
        return groups(columns, pixels);
    }

    /** The first column of a group. */
    int column(int group, int columns) {
        return Math.min(group * pixels, columns - pixels);
    }

    /** The taps of a group. */
    Taps taps() {
        if (pixels == 1) {
            return single;
        }
        int wide = wide();
        int rows = single.count() / width;
        int[] element = new int[rows * wide];
        int[] row = new int[element.length];
        int[] column = new int[element.length];
        for (int tap = 0; tap < element.length; tap++) {
            element[tap] = tap;
            row[tap] = single.row()[tap / wide * width];
            column[tap] = single.column()[0] + tap % wide;
        }
        return new Taps(element, row, column);
    }

    /** The kernel's element that a tap of the group is for a pixel of it, or -1 for none. */
    int element(int tap, int pixel) {
        if (pixels == 1) {
            return single.element()[tap];
        }
        int column = tap % wide() - pixel * step;
        return column < 0 || column >= width ? -1 : single.element()[tap / wide() * width + column];
    }

    private int wide() {
        return width + (pixels - 1) * step;
    }
}
