package dev.cnnc.compiler.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PicturesTest {

    @ParameterizedTest
    @EnumSource(names = {"VIRIDIS", "INFERNO", "GREY"})
    void coloursGrowLighterInEvenSteps(ColourMap colours) {
        int steps = 50;
        double range = lightness(colours.colour(1)) - lightness(colours.colour(0));
        for (int i = 1; i <= steps; i++) {
            double step = lightness(colours.colour(i / (double) steps)) - lightness(colours.colour((i - 1.0) / steps));
            assertTrue(step > 0.2 * range / steps && step < 2.2 * range / steps, colours + " at " + i + ": " + step);
        }
    }

    /** CIE L*, which is even to the eye, of an sRGB colour. */
    private static double lightness(int colour) {
        double luminance = 0.2126 * linear(colour >> 16 & 255) + 0.7152 * linear(colour >> 8 & 255)
                + 0.0722 * linear(colour & 255);
        return luminance > 0.008856 ? 116 * Math.cbrt(luminance) - 16 : 903.3 * luminance;
    }

    private static double linear(int level) {
        double value = level / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    @Test
    void theMiddleOfADivergingMapIsWhiteAndWhatIsNoNumberStandsOut() {
        assertEquals(0xf7f7f7, ColourMap.DIVERGING.colour(0.5));
        assertEquals(ColourMap.VIRIDIS.colour(1), ColourMap.VIRIDIS.colour(Double.POSITIVE_INFINITY));
        assertEquals(0xff00ff, ColourMap.VIRIDIS.colour(Double.NaN));
    }

    @Test
    void resizingInterpolatesBetweenTheMiddlesOfPixels() {
        Plane plane = new Plane(1, 2, new float[] {0, 4});
        assertArrayEquals(new float[] {0, 1, 3, 4, 0, 1, 3, 4}, plane.resized(2, 4).values(), 1e-6f);
        assertArrayEquals(plane.values(), plane.resized(1, 2).values());
    }

    @Test
    void enlargingRepeatsPixelsAndReducingAveragesThem() {
        BufferedImage image = new Plane(2, 2, new float[] {0, 1, 1, 0}).draw(ColourMap.GREY, 0, 1);
        BufferedImage large = Canvas.enlargedTo(image, 9);
        assertEquals(8, large.getWidth());
        assertEquals(0xffffffff, large.getRGB(7, 0));
        assertEquals(0xff000000, large.getRGB(3, 3));
        assertEquals(0xff7f7f7f, Canvas.reducedTo(image, 1, 1).getRGB(0, 0));
    }

    @Test
    void lettersHaveTheirDots() {
        BufferedImage image = Canvas.filled(12, 8, 0xffffff);
        Text.draw(image, "L\u00fc", 0, 0, 1, 0);
        assertEquals("#......###..|#.....#...#.|#.........#.|#........#..|#.......#...|#...........|#####...#...|"
                + "............|", dots(image));
        assertEquals("abcd..", Text.fitted("abcdefghijk", 36, 1));
    }

    private static String dots(BufferedImage image) {
        StringBuilder dots = new StringBuilder();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                dots.append((image.getRGB(x, y) & 255) == 0 ? '#' : '.');
            }
            dots.append('|');
        }
        return dots.toString();
    }

    @Test
    void aSheetIsAsHighAsItsRowsAndShowsWideOnesSmaller() {
        BufferedImage tile = Canvas.filled(400, 100, 0x123456);
        ContactSheet sheet = new ContactSheet("net");
        sheet.add("a", tile).add("b", tile).add("c", tile).add("d", Canvas.filled(3000, 30, 0x654321));
        BufferedImage drawn = sheet.draw();
        assertEquals(1240, drawn.getWidth());
        int tiles = 0;
        int wide = 0;
        for (int y = 0; y < drawn.getHeight(); y++) {
            for (int x = 0; x < drawn.getWidth(); x++) {
                tiles += (drawn.getRGB(x, y) & 0xffffff) == 0x123456 ? 1 : 0;
                wide += (drawn.getRGB(x, y) & 0xffffff) == 0x654321 ? 1 : 0;
            }
        }
        assertEquals(3 * 400 * 100, tiles);
        assertEquals(1000 * 10, wide);
    }

    @Test
    void aRowOfASheetHasALabelAndGoesOnBelowWhereThePageEnds() {
        int black = 0;
        BufferedImage tile = Canvas.filled(14, 14, black);
        BufferedImage few = new ContactSheet("").addRow("few", List.of(tile, tile), 20).draw();
        BufferedImage many = new ContactSheet("").addRow("many", Collections.nCopies(20, tile), 20).draw();
        assertEquals(few.getHeight() + 4 + 56, many.getHeight());
        assertEquals(2 * 56 * 56, count(few, black));
        assertEquals(20 * 56 * 56, count(many, black));
        assertTrue(count(few.getSubimage(20, 64, 180, 56), Mosaic.INK) > 0);
    }

    private static int count(BufferedImage image, int colour) {
        int count = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                count += (image.getRGB(x, y) & 0xffffff) == colour ? 1 : 0;
            }
        }
        return count;
    }
}
