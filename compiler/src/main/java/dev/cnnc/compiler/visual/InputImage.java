package dev.cnnc.compiler.visual;

import dev.cnnc.runtime.InputInfo;
import java.awt.image.BufferedImage;

/** Pixels of a network's input as a picture. */
public final class InputImage {

    private InputImage() {}

    /**
     * In colour if there are three channels; otherwise the first channel in grey.
     *
     * @param pixels values from 0 to 255 in the order height, width, channel
     * @param from   where the image begins
     */
    public static BufferedImage draw(InputInfo input, float[] pixels, int from) {
        BufferedImage image = new BufferedImage(input.width(), input.height(), BufferedImage.TYPE_INT_RGB);
        int channels = input.channels();
        for (int i = 0; i < input.height() * input.width(); i++) {
            int colour = 0;
            for (int shown = 0; shown < 3; shown++) {
                float value = pixels[from + i * channels + (channels == 3 ? shown : 0)];
                colour = colour << 8 | Math.max(0, Math.min(255, Math.round(value)));
            }
            image.setRGB(i % input.width(), i / input.width(), colour);
        }
        return image;
    }
}
