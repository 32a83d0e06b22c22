package dev.cnnc.compiler.visual;

import dev.cnnc.compiler.observe.Probe;
import dev.cnnc.compiler.observe.Reading;
import dev.cnnc.compiler.picture.ColourMap;
import dev.cnnc.compiler.picture.Plane;
import java.awt.image.BufferedImage;

/**
 * Where in an image a layer found what speaks for a class: its feature maps, each weighed with the mean derivative of
 * the class's score by it, summed, without what is negative. R. Selvaraju et al., "Grad-CAM", arXiv:1610.02391.
 */
public final class GradCam {

    private static final double MOST_OPAQUE = 0.75;

    private GradCam() {}

    /**
     * For the first image of the probe's last forward pass, which has one.
     *
     * @param scores the path of the layer whose channel {@code index} is explained
     * @param layer  whose feature maps are looked at
     * @return a value for each of the layer's pixels
     */
    public static Plane of(Probe probe, String scores, int index, String layer) {
        probe.backward(scores, Seeds.channel(probe.activation(scores), index));
        Reading maps = probe.activation(layer);
        Reading gradient = probe.gradient(layer);
        int pixels = maps.height() * maps.width();
        int channels = maps.channels();
        double[] weights = new double[channels];
        for (int i = 0; i < pixels * channels; i++) {
            weights[i % channels] += gradient.values()[i] / (double) pixels;
        }
        float[] values = new float[pixels];
        for (int pixel = 0; pixel < pixels; pixel++) {
            double sum = 0;
            for (int channel = 0; channel < channels; channel++) {
                sum += weights[channel] * maps.values()[pixel * channels + channel];
            }
            values[pixel] = (float) Math.max(0, sum);
        }
        return new Plane(maps.height(), maps.width(), values);
    }

    /** The map over a grey form of the image, which shows through where the map is small. */
    public static BufferedImage overlay(Plane cam, BufferedImage image) {
        Plane large = cam.resized(image.getHeight(), image.getWidth());
        double most = Math.max(large.largest(), Float.MIN_NORMAL);
        BufferedImage overlaid =
                new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                double share = large.at(y, x) / most;
                int colour = ColourMap.INFERNO.colour(share);
                double opaque = MOST_OPAQUE * Math.sqrt(share);
                overlaid.setRGB(x, y, ColourMap.blend(grey(image.getRGB(x, y)), colour, opaque));
            }
        }
        return overlaid;
    }

    private static int grey(int colour) {
        int grey = (299 * (colour >> 16 & 255) + 587 * (colour >> 8 & 255) + 114 * (colour & 255)) / 1000;
        return grey << 16 | grey << 8 | grey;
    }
}
