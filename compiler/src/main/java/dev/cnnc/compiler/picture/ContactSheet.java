package dev.cnnc.compiler.picture;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** Pictures of different sizes under headings, side by side as far as they fit a page's width. */
public final class ContactSheet {

    private static final int WIDTH = 1240;
    private static final int MARGIN = 20;
    private static final int DOT = 2;
    private static final int LINE = Text.height(DOT) + 8;
    private static final int LARGEST = WIDTH - 2 * MARGIN;

    private final String title;
    private final List<Entry> entries = new ArrayList<>();

    private record Entry(String caption, BufferedImage image) {

        int width() {
            return Math.max(image.getWidth(), Math.min(LARGEST, Text.width(caption, DOT)));
        }
    }

    private record Placed(Entry entry, int left, int top) {}

    public ContactSheet(String title) {
        this.title = title;
    }

    /** A picture that is too wide for the page is shown smaller. */
    public ContactSheet add(String caption, BufferedImage image) {
        entries.add(new Entry(caption, Canvas.reducedTo(image, LARGEST, 2 * LARGEST)));
        return this;
    }

    public BufferedImage draw() {
        List<Placed> placed = new ArrayList<>();
        int left = MARGIN;
        int top = MARGIN + LINE + MARGIN;
        int rowHeight = 0;
        for (Entry entry : entries) {
            if (left > MARGIN && left + entry.width() > WIDTH - MARGIN) {
                left = MARGIN;
                top += rowHeight + MARGIN;
                rowHeight = 0;
            }
            placed.add(new Placed(entry, left, top));
            left += entry.width() + MARGIN;
            rowHeight = Math.max(rowHeight, LINE + entry.image().getHeight());
        }
        BufferedImage sheet = Canvas.filled(WIDTH, top + rowHeight + MARGIN, Mosaic.GROUND);
        Text.draw(sheet, Text.fitted(title, LARGEST, DOT), MARGIN, MARGIN, DOT, Mosaic.INK);
        Canvas.fill(sheet, MARGIN, MARGIN + LINE, LARGEST, 1, Mosaic.INK);
        for (Placed it : placed) {
            String caption = Text.fitted(it.entry().caption(), it.entry().width(), DOT);
            Text.draw(sheet, caption, it.left(), it.top(), DOT, Mosaic.INK);
            Canvas.paste(it.entry().image(), sheet, it.left(), it.top() + LINE);
        }
        return sheet;
    }
}
