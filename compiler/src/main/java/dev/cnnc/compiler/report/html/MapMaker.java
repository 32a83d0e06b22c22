package dev.cnnc.compiler.report.html;

import dev.cnnc.compiler.observe.Mode;
import dev.cnnc.compiler.observe.ObservedNetwork;
import dev.cnnc.compiler.observe.Probe;
import dev.cnnc.compiler.observe.Reading;
import dev.cnnc.compiler.report.Amounts;
import dev.cnnc.runtime.InputInfo;
import dev.cnnc.runtime.LayerInfo;
import dev.cnnc.runtime.ModelInfo;
import dev.cnnc.runtime.OutputInfo;
import dev.cnnc.runtime.Weights;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Passes images through a network and draws what its layers make of them. */
public final class MapMaker {

    private static final int MOST_LAYERS = 12;
    private static final int MOST_CHANNELS = 32;
    private static final int COLUMNS = 16;
    /** Larger maps are drawn with every other pixel left out, until they are small enough. */
    private static final int LARGEST = 64;

    private final ModelInfo info;
    private final List<String> layers;

    private MapMaker(ModelInfo info) {
        this.info = info;
        this.layers = layers(info);
    }

    /**
     * An image to be shown.
     *
     * @param pixels in the order height, width, channel, as unsigned bytes
     */
    public record Image(String name, byte[] pixels) {}

    /** What a network of these weights makes of each image. */
    public static List<ImageMaps> draw(ObservedNetwork network, Weights weights, List<Image> images,
            List<String> labels, int threads) {
        MapMaker maker = new MapMaker(network.info());
        try (Probe probe = network.probe(weights, Mode.PREDICTING, 1, threads)) {
            return images.stream().map(image -> maker.draw(probe, image, labels)).toList();
        }
    }

    /**
     * Layers with an extent, behind what follows them directly. Of many, the first and others evenly down to the last.
     */
    private static List<String> layers(ModelInfo info) {
        Map<String, List<LayerInfo>> consumers = new HashMap<>();
        info.layers().forEach(layer -> layer.inputs()
                .forEach(input -> consumers.computeIfAbsent(input, key -> new ArrayList<>()).add(layer)));
        List<String> ends = info.layers().stream()
                .filter(layer -> !layer.inputs().isEmpty() && layer.outputShape().size() == 3
                        && layer.outputShape().get(0) * layer.outputShape().get(1) > 1)
                .filter(layer -> !goesOn(layer, consumers.getOrDefault(layer.path(), List.of())))
                .map(LayerInfo::path).toList();
        int shown = Math.min(MOST_LAYERS, ends.size());
        return IntStream.range(0, shown)
                .mapToObj(i -> ends.get(shown == 1 ? 0 : i * (ends.size() - 1) / (shown - 1))).toList();
    }

    /** Whether only a normalisation or an activation reads the layer, whose maps say more. */
    private static boolean goesOn(LayerInfo layer, List<LayerInfo> consumers) {
        return consumers.size() == 1 && consumers.get(0).inputs().size() == 1
                && consumers.get(0).outputShape().equals(layer.outputShape())
                && consumers.get(0).macs() == 0;
    }

    private ImageMaps draw(Probe probe, Image image, List<String> labels) {
        float[] pixels = new float[image.pixels().length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = image.pixels()[i] & 0xff;
        }
        probe.forward(pixels, 1);
        InputInfo input = info.input();
        return new ImageMaps(image.name(),
                Picture.uri(Picture.ofPixels(image.pixels(), input.height(), input.width(), input.channels())),
                answer(probe.activation(last()).values(), labels),
                layers.stream().map(path -> layer(path, probe.activation(path))).toList());
    }

    private String last() {
        return info.layers().get(info.layers().size() - 1).path();
    }

    private String answer(float[] scores, List<String> labels) {
        OutputInfo output = info.outputs().get(0);
        if (output.isDecision() && scores.length == 1 && labels.size() == 2) {
            return "the network takes it for " + labels.get(output.choice(scores, 0));
        }
        int best = 0;
        for (int c = 1; c < Math.min(scores.length, labels.size()); c++) {
            if (scores[c] > scores[best]) {
                best = c;
            }
        }
        return "the network takes it for " + labels.get(best);
    }

    private static ImageMaps.Layer layer(String path, Reading reading) {
        int shown = Math.min(MOST_CHANNELS, reading.channels());
        BufferedImage[] maps = new BufferedImage[shown];
        for (int channel = 0; channel < shown; channel++) {
            maps[channel] = map(reading, channel);
        }
        return new ImageMaps.Layer(path,
                Amounts.shape(List.of(reading.height(), reading.width(), reading.channels())).replace('x', '×'),
                shown, reading.channels(), Math.min(COLUMNS, shown),
                Picture.uri(Picture.grid(maps, Math.min(COLUMNS, shown))));
    }

    private static BufferedImage map(Reading reading, int channel) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (int y = 0; y < reading.height(); y++) {
            for (int x = 0; x < reading.width(); x++) {
                low = Math.min(low, reading.at(0, y, x, channel));
                high = Math.max(high, reading.at(0, y, x, channel));
            }
        }
        int step = Math.max(1, (Math.max(reading.height(), reading.width()) + LARGEST - 1) / LARGEST);
        int height = (reading.height() + step - 1) / step;
        int width = (reading.width() + step - 1) / step;
        BufferedImage map = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                map.setRGB(x, y, Picture.grey(reading.at(0, y * step, x * step, channel), low, high));
            }
        }
        return map;
    }
}
