package dev.cnnc.compiler.picture;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** Tiles in rows on a light ground, each with a caption below if it has one. */
public final class Mosaic {

    public static final int GROUND = 0xffffff;
    static final int INK = 0x202020;

    private static final int GAP = 4;
    private static final int DOT = 1;

    private final List<Tile> tiles = new ArrayList<>();

    private record Tile(BufferedImage image, String caption) {}

    /** @param caption an empty string for none */
    public Mosaic add(BufferedImage image, String caption) {
        tiles.add(new Tile(image, caption));
        return this;
    }

    /** So many tiles in a row that the picture is about twice as wide as it is high, in even rows. */
    public BufferedImage draw() {
        int cellWidth = tiles.stream().mapToInt(tile -> tile.image().getWidth()).max().orElse(1);
        int cellHeight = tiles.stream().mapToInt(tile -> tile.image().getHeight()).max().orElse(1);
        int columns = (int) Math.ceil(Math.sqrt(2.0 * tiles.size() * cellHeight / cellWidth));
        int rows = (tiles.size() + columns - 1) / columns;
        return draw((tiles.size() + rows - 1) / rows);
    }

    /** So many tiles in a row. */
    public BufferedImage draw(int columns) {
        boolean captioned = tiles.stream().anyMatch(tile -> !tile.caption().isEmpty());
        int width = tiles.stream().mapToInt(tile -> tile.image().getWidth()).max().orElse(1);
        int tallest = tiles.stream().mapToInt(tile -> tile.image().getHeight()).max().orElse(1);
        int height = tallest + (captioned ? Text.height(DOT) + GAP : 0);
        int rows = (tiles.size() + columns - 1) / columns;
        BufferedImage image =
                Canvas.filled(GAP + columns * (width + GAP), GAP + rows * (height + GAP), GROUND);
        for (int i = 0; i < tiles.size(); i++) {
            int left = GAP + i % columns * (width + GAP);
            int top = GAP + i / columns * (height + GAP);
            Canvas.paste(tiles.get(i).image(), image, left, top);
            String caption = Text.fitted(tiles.get(i).caption(), width, DOT);
            Text.draw(image, caption, left, top + tallest + GAP / 2, DOT, INK);
        }
        return image;
    }
}
