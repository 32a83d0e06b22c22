package dev.cnnc.compiler.report;

import java.util.ArrayList;
import java.util.List;

/** A small picture in text: half blocks in 24-bit colour, or letters of rising ink where there is no colour. */
public final class TerminalImage {

    private static final String RAMP = " .:-=+*#%@";
    private static final String RESET = "\u001b[0m";

    private TerminalImage() {}

    /**
     * The lines of a picture; two rows of pixels share a line, since a letter is twice as high as wide.
     *
     * @param pixels   unsigned bytes in rows, channels innermost
     * @param channels 1 for grey, 3 for red, green and blue
     * @param colour   whether the terminal shows colours and Unicode
     */
    public static List<String> lines(byte[] pixels, int height, int width, int channels, boolean colour) {
        List<String> lines = new ArrayList<>();
        for (int y = 0; y < height; y += 2) {
            StringBuilder line = new StringBuilder();
            for (int x = 0; x < width; x++) {
                int upper = (y * width + x) * channels;
                int lower = y + 1 < height ? upper + width * channels : upper;
                if (colour) {
                    line.append(paint(38, pixels, upper, channels));
                    line.append(paint(48, pixels, lower, channels)).append('▀');
                } else {
                    int ink = (brightness(pixels, upper, channels) + brightness(pixels, lower, channels)) / 2;
                    line.append(RAMP.charAt(ink * RAMP.length() / 256));
                }
            }
            lines.add(colour ? line.append(RESET).toString() : line.toString());
        }
        return lines;
    }

    private static String paint(int layer, byte[] pixels, int at, int channels) {
        int red = pixels[at] & 0xff;
        int green = channels < 3 ? red : pixels[at + 1] & 0xff;
        int blue = channels < 3 ? red : pixels[at + 2] & 0xff;
        return "\u001b[" + layer + ";2;" + red + ";" + green + ";" + blue + "m";
    }

    private static int brightness(byte[] pixels, int at, int channels) {
        int sum = 0;
        for (int c = 0; c < channels; c++) {
            sum += pixels[at + c] & 0xff;
        }
        return sum / channels;
    }
}
