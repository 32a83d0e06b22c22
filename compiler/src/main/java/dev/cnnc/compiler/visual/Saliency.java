package dev.cnnc.compiler.visual;

import dev.cnnc.compiler.observe.Probe;
import dev.cnnc.compiler.observe.Reading;
import dev.cnnc.compiler.picture.ColourMap;
import dev.cnnc.compiler.picture.Plane;
import java.awt.image.BufferedImage;

/**
 * How much the score of a class would change with each pixel: the absolute value of its derivative, of several channels
 * the largest. K. Simonyan, A. Vedaldi, A. Zisserman, "Deep inside convolutional networks", arXiv:1312.6034, section 3.
 */
public final class Saliency {

    private Saliency() {}

    /**
     * For the first image of the probe's last forward pass, which has one.
     *
     * @param scores the path of the layer whose channel {@code index} is differentiated
     */
    public static Plane of(Probe probe, String scores, int index) {
        probe.backward(scores, Seeds.channel(probe.activation(scores), index));
        Reading gradient = probe.gradient(probe.layers().get(0));
        float[] values = new float[gradient.height() * gradient.width()];
        for (int pixel = 0; pixel < values.length; pixel++) {
            for (int channel = 0; channel < gradient.channels(); channel++) {
                float slope = Math.abs(gradient.values()[pixel * gradient.channels() + channel]);
                values[pixel] = Math.max(values[pixel], slope);
            }
        }
        return new Plane(gradient.height(), gradient.width(), values);
    }

    /** Black where nothing depends on a pixel, light where most does. */
    public static BufferedImage draw(Plane saliency) {
        return saliency.draw(ColourMap.INFERNO, 0, saliency.largest());
    }
}
