package dev.cnnc.runtime.io;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.util.Arrays;

/** The rows of a decoded image. */
final class ImageRows implements PictureRows {
    private final BufferedImage image;
    private final int channels;
    private final boolean grey;
    private final float greyScale;
    private final float[] row;
    private final float[] samples;
    private final float[] opacities;
    private final int[] colours;

    ImageRows(BufferedImage image, int channels) {
        this.image = image;
        this.channels = channels;
        int width = image.getWidth();
        int type = image.getRaster().getDataBuffer().getDataType();
        // getRGB would pass stored greys through a linear colour space and brighten them.
        this.grey = image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY
                && image.getRaster().getNumBands() <= 2
                && (type == DataBuffer.TYPE_BYTE || type == DataBuffer.TYPE_USHORT);
        this.greyScale = 255f / ((1 << image.getColorModel().getComponentSize(0)) - 1);
        this.row = new float[width * channels];
        this.samples = grey ? new float[width] : null;
        this.opacities = grey && image.getRaster().getNumBands() == 2 ? new float[width] : null;
        this.colours = grey ? null : new int[width];
    }

    @Override
    public int height() {
        return image.getHeight();
    }

    @Override
    public int width() {
        return image.getWidth();
    }

    @Override
    public float[] read(int y) {
        if (grey) {
            readGrey(y);
        } else {
            readColours(y);
        }
        return row;
    }

    private void readGrey(int y) {
        image.getRaster().getSamples(0, y, samples.length, 1, 0, samples);
        if (opacities != null) {
            image.getRaster().getSamples(0, y, samples.length, 1, 1, opacities);
        }
        for (int x = 0; x < samples.length; x++) {
            float value = samples[x] * greyScale;
            if (opacities != null) {
                float opaque = opacities[x] * greyScale / 255f;
                value = PictureRows.onWhite(opaque, value);
            }
            Arrays.fill(row, x * channels, (x + 1) * channels, value);
        }
    }

    private void readColours(int y) {
        image.getRGB(0, y, colours.length, 1, colours, 0, colours.length);
        for (int x = 0; x < colours.length; x++) {
            int colour = colours[x];
            PictureRows.put(row, x, channels, (colour >>> 24) / 255f, colour >> 16 & 255, colour >> 8 & 255,
                    colour & 255);
        }
    }
}
