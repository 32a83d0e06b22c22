package dev.cnnc.runtime.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowTilesTest {
    private final RowTiles wide = new RowTiles(2, 14, 9, 8, 4, 2, 1);
    private final RowTiles narrow = new RowTiles(1, 14, 8, 4, 1);
    private final RowTiles few = new RowTiles(2, 6, 4, 2, 1);

    private static List<Integer> tiles(RowTiles of, int rows, boolean reachesBack) {
        List<Integer> tiles = new ArrayList<>();
        for (int done = 0; done < rows; ) {
            int size = of.next(rows - done, rows, reachesBack);
            tiles.add(size);
            done = Math.min(done, rows - size) + size;
        }
        return tiles;
    }

    @Test
    void coverTheRowsOnceOrReachBackOverThem() {
        for (RowTiles of : List.of(wide, narrow, few)) {
            for (int rows = 1; rows <= 100; rows++) {
                int count = rows;
                assertEquals(rows, tiles(of, rows, false).stream().mapToInt(size -> size).sum());
                assertTrue(tiles(of, rows, true).stream().allMatch(size -> size <= count), "rows " + rows);
                assertTrue(tiles(of, rows, true).size() <= tiles(of, rows, false).size(), "rows " + rows);
            }
        }
    }

    @Test
    void leaveNoSmallTileWhereOthersTakeLess() {
        assertEquals(List.of(14, 14, 14), tiles(wide, 42, false));
        assertEquals(List.of(14, 14, 9, 8, 4), tiles(wide, 49, false));
        assertEquals(List.of(14, 14, 14, 8), tiles(wide, 49, true));
        assertEquals(List.of(8, 8), tiles(wide, 16, false));
        assertEquals(List.of(4, 4), tiles(wide, 5, true));
        assertEquals(List.of(14, 14), tiles(narrow, 27, true));
        assertEquals(List.of(6, 4, 4), tiles(few, 14, false));
    }
}
