package dev.cnnc.compiler.picture;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * Pictures on a page of a fixed width: single ones of different sizes under their captions, side by side as far as they
 * fit, and rows of small ones behind a label.
 */
public final class ContactSheet {

    private static final int WIDTH = 1240;
    private static final int MARGIN = 20;
    private static final int DOT = 2;
    private static final int LINE = Text.height(DOT) + 8;
    private static final int LARGEST = WIDTH - 2 * MARGIN;
    private static final int LABEL = 180;
    private static final int GAP = 4;
    private static final int LEAST_SIDE = 56;
    private static final int MOST_SIDE = 128;

    private final String title;
    private final List<Entry> entries = new ArrayList<>();

    private record Entry(String caption, BufferedImage image) {

        int width() {
            return Math.max(image.getWidth(), Math.min(LARGEST, Text.width(caption, DOT)));
        }

        boolean isRow() {
            return caption.isEmpty();
        }

        int line() {
            return isRow() ? 0 : LINE;
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

    /**
     * A row of pictures of one size, enlarged or reduced so that many fit side by side; what does not fit goes on
     * below.
     *
     * @param most pictures of the longest row, which decides how large all are
     */
    public ContactSheet addRow(String label, List<BufferedImage> pictures, int most) {
        int wanted = Math.max(LEAST_SIDE, Math.min(MOST_SIDE, (LARGEST - LABEL) / most - GAP));
        List<BufferedImage> small = pictures.stream()
                .map(picture -> Canvas.enlargedTo(Canvas.reducedTo(picture, wanted, wanted), wanted))
                .toList();
        int width = GAP + small.stream().mapToInt(BufferedImage::getWidth).max().orElse(0);
        int height = GAP + small.stream().mapToInt(BufferedImage::getHeight).max().orElse(LINE);
        int across = Math.max(1, (LARGEST - LABEL) / width);
        int lines = Math.max(1, (small.size() + across - 1) / across);
        BufferedImage row = Canvas.filled(LARGEST, lines * height - GAP, Mosaic.GROUND);
        int middle = Math.max(0, (height - GAP - Text.height(DOT)) / 2);
        Text.draw(row, Text.fitted(label, LABEL - GAP, DOT), 0, middle, DOT, Mosaic.INK);
        for (int i = 0; i < small.size(); i++) {
            Canvas.paste(small.get(i), row, LABEL + i % across * width, i / across * height);
        }
        entries.add(new Entry("", row));
        return this;
    }

    public BufferedImage draw() {
        List<Placed> placed = new ArrayList<>();
        int left = MARGIN;
        int top = MARGIN + LINE + MARGIN;
        int rowHeight = 0;
        boolean afterRow = false;
        for (Entry entry : entries) {
            if (left > MARGIN && left + entry.width() > WIDTH - MARGIN) {
                left = MARGIN;
                top += rowHeight + (afterRow && entry.isRow() ? GAP : MARGIN);
                rowHeight = 0;
            }
            placed.add(new Placed(entry, left, top));
            left += entry.width() + MARGIN;
            rowHeight = Math.max(rowHeight, entry.line() + entry.image().getHeight());
            afterRow = entry.isRow();
        }
        BufferedImage sheet = Canvas.filled(WIDTH, top + rowHeight + MARGIN, Mosaic.GROUND);
        Text.draw(sheet, Text.fitted(title, LARGEST, DOT), MARGIN, MARGIN, DOT, Mosaic.INK);
        Canvas.fill(sheet, MARGIN, MARGIN + LINE, LARGEST, 1, Mosaic.INK);
        for (Placed it : placed) {
            String caption = Text.fitted(it.entry().caption(), it.entry().width(), DOT);
            Text.draw(sheet, caption, it.left(), it.top(), DOT, Mosaic.INK);
            Canvas.paste(it.entry().image(), sheet, it.left(), it.top() + it.entry().line());
        }
        return sheet;
    }
}
