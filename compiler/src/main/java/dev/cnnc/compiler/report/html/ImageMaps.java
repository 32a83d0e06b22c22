package dev.cnnc.compiler.report.html;

import java.util.List;

/**
 * What layers make of one image.
 *
 * @param name of the image, for a list to choose from
 * @param picture of it
 * @param answer what the network takes it for
 * @param layers in the order of the network
 */
public record ImageMaps(String name, String picture, String answer, List<Layer> layers) {

    /**
     * The channels of a layer, side by side.
     *
     * @param shown how many of its channels the picture has
     * @param channels how many it has
     * @param columns how many of them are in a row
     */
    public record Layer(String path, String shape, int shown, int channels, int columns, String picture) {}

    public ImageMaps {
        layers = List.copyOf(layers);
    }
}
