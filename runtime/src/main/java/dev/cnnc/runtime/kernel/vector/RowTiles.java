package dev.cnnc.runtime.kernel.vector;

/**
 * Which register tiles cover some rows of a product in the least time.
 *
 * <p>A term takes a tile half a cycle for every vector of results, but never less than the four cycles after which the
 * next may be added to the same result: a tile of one row takes as long as one of four. So seven rows that are left
 * over would better be part of 21 rows in tiles of nine, eight and four; and where rows may be computed twice, one tile
 * that reaches back over finished rows often beats two small ones.
 */
final class RowTiles {
    /** Vectors of results that two units of four cycles can have under way. */
    private static final int LATENCY = 8;
    /** To begin and end a tile and to read B again, in half cycles a term of a sum of a few hundred. */
    private static final int CALL = 2;
    /** Rows beyond so many largest tiles begin with one more of them. */
    private static final int PLANNED = 3;

    private final int largest;
    /** The first tile of so many rows. */
    private final int[] once;
    /** The first tile of so many rows, if no tile may be larger than so many. */
    private final int[][] again;

    /**
     * @param vectors of a row
     * @param sizes   rows of the tiles there are, the largest first, the last one 1
     */
    RowTiles(int vectors, int... sizes) {
        largest = sizes[0];
        once = plan(vectors, sizes, largest, false);
        again = new int[largest + 1][];
        for (int most = 1; most <= largest; most++) {
            again[most] = plan(vectors, sizes, most, true);
        }
    }

    private static int[] plan(int vectors, int[] sizes, int most, boolean reachesBack) {
        int[] first = new int[PLANNED * sizes[0] + 1];
        int[] cost = new int[first.length];
        for (int rows = 1; rows < first.length; rows++) {
            cost[rows] = Integer.MAX_VALUE;
            for (int size : sizes) {
                if (size > most || size > rows && !reachesBack) {
                    continue;
                }
                int sum = Math.max(size * vectors, LATENCY) + CALL + cost[Math.max(0, rows - size)];
                if (sum < cost[rows]) {
                    cost[rows] = sum;
                    first[rows] = size;
                }
            }
        }
        return first;
    }

    /**
     * The next tile.
     *
     * @param left        rows that are left, at least 1
     * @param rows        of the product; if the tile has more rows than are left, it begins so many rows earlier
     * @param reachesBack whether it may
     */
    int next(int left, int rows, boolean reachesBack) {
        if (left > PLANNED * largest) {
            return largest;
        }
        return reachesBack ? again[Math.min(rows, largest)][left] : once[left];
    }

    /** How many of the largest tiles come next, one behind the other, where that is the next tile. */
    int largest(int left) {
        return Math.max(1, (left - 1) / largest + 1 - PLANNED);
    }
}
