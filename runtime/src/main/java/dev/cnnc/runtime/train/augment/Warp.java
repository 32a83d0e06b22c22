package dev.cnnc.runtime.train.augment;

import dev.cnnc.runtime.data.ImageShape;

/** Redraws an image whose pixels come from other places of it, by bilinear interpolation. */
final class Warp {
    private Warp() {
    }

    /**
     * The pixel at row y and column x comes from row {@code y0 + yy * y + yx * x} and column
     * {@code x0 + xy * y + xx * x}, counted between the centres of pixels. What lies outside is black.
     */
    static void apply(byte[] from, byte[] to, ImageShape shape, double y0, double yy, double yx, double x0, double xy,
            double xx) {
        redraw(from, to, shape, y0, yy, yx, x0, xy, xx, false);
    }

    /** The same for rows from rows and columns from columns; what lies outside is as the nearest pixel within. */
    static void applyWithin(byte[] from, byte[] to, ImageShape shape, double y0, double yy, double x0, double xx) {
        redraw(from, to, shape, y0, yy, 0, x0, 0, xx, true);
    }

    private static void redraw(byte[] from, byte[] to, ImageShape shape, double y0, double yy, double yx, double x0,
            double xy, double xx, boolean within) {
        int channels = shape.channels();
        for (int y = 0; y < shape.height(); y++) {
            for (int x = 0; x < shape.width(); x++) {
                double sourceY = place(y0 + yy * y + yx * x, shape.height(), within);
                double sourceX = place(x0 + xy * y + xx * x, shape.width(), within);
                int top = (int) Math.floor(sourceY);
                int left = (int) Math.floor(sourceX);
                float low = (float) (sourceY - top);
                float right = (float) (sourceX - left);
                int at = (y * shape.width() + x) * channels;
                for (int c = 0; c < channels; c++) {
                    float upper = (1 - right) * pixel(from, shape, top, left, c)
                            + right * pixel(from, shape, top, left + 1, c);
                    float lower = (1 - right) * pixel(from, shape, top + 1, left, c)
                            + right * pixel(from, shape, top + 1, left + 1, c);
                    to[at + c] = (byte) ((1 - low) * upper + low * lower + 0.5f);
                }
            }
        }
    }

    private static double place(double at, int size, boolean within) {
        return within ? Math.max(0, Math.min(size - 1, at)) : at;
    }

    private static int pixel(byte[] from, ImageShape shape, int y, int x, int channel) {
        boolean outside = y < 0 || y >= shape.height() || x < 0 || x >= shape.width();
        return outside ? 0 : from[(y * shape.width() + x) * shape.channels() + channel] & 0xff;
    }
}
