package dev.cnnc.compiler.report.html;

import dev.cnnc.runtime.ModelInfo;
import dev.cnnc.runtime.ParameterInfo;
import dev.cnnc.runtime.Weights;
import java.awt.image.BufferedImage;
import java.util.Optional;

/** The kernels of the first convolution as pictures: of three channels in colour, else the first channel in grey. */
public final class Kernels {

    private static final int MOST = 256;

    private final ParameterInfo parameter;

    private Kernels(ParameterInfo parameter) {
        this.parameter = parameter;
    }

    /** Empty if the network has no convolution. */
    public static Optional<Kernels> of(ModelInfo info) {
        return info.parameters().stream()
                .filter(it -> it.shape().size() == 4 && it.shape().get(2) * it.shape().get(3) > 1)
                .findFirst()
                .map(Kernels::new);
    }

    /** The name of their weights. */
    public String name() {
        return parameter.name();
    }

    int filters() {
        return parameter.shape().get(0);
    }

    int shown() {
        return Math.min(MOST, filters());
    }

    boolean coloured() {
        return parameter.shape().get(1) == 3;
    }

    String extent() {
        return parameter.shape().get(2) + "×" + parameter.shape().get(3);
    }

    /** Zero is middle grey; each kernel's own largest magnitude is black or white. */
    public BufferedImage[] pictures(Weights weights) {
        float[] values = weights.get(parameter.name());
        BufferedImage[] pictures = new BufferedImage[shown()];
        for (int filter = 0; filter < pictures.length; filter++) {
            pictures[filter] = picture(values, filter);
        }
        return pictures;
    }

    private BufferedImage picture(float[] values, int filter) {
        int channels = parameter.shape().get(1);
        int height = parameter.shape().get(2);
        int width = parameter.shape().get(3);
        int plane = height * width;
        int from = filter * channels * plane;
        int seen = coloured() ? 3 : 1;
        float largest = 0;
        for (int i = from; i < from + seen * plane; i++) {
            largest = Math.max(largest, Math.abs(values[i]));
        }
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < plane; i++) {
            int red = Picture.grey(values[from + i], -largest, largest);
            int colour = red;
            if (coloured()) {
                int green = Picture.grey(values[from + plane + i], -largest, largest);
                int blue = Picture.grey(values[from + 2 * plane + i], -largest, largest);
                colour = red & 0xffff0000 | green & 0xff00 | blue & 0xff;
            }
            image.setRGB(i % width, i / width, colour);
        }
        return image;
    }
}
