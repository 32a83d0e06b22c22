package dev.cnnc.compiler.visual;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.compiler.Models;
import dev.cnnc.compiler.observe.Mode;
import dev.cnnc.compiler.observe.ObservedNetwork;
import dev.cnnc.compiler.observe.Probe;
import dev.cnnc.compiler.picture.ColourMap;
import dev.cnnc.compiler.picture.Plane;
import dev.cnnc.runtime.Weights;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Pictures of networks that are small enough to be computed by hand. */
class VisualTest {

    private static final String LINEAR = "model net { input(2x2x2, std = 2) flatten(order = hwc) dense(2) softmax }";

    private static final String CAM = """
            model net {
              input(2x2x1)
              conv(2, 1x1, bias = false)  relu
              global_avgpool  dense(2, bias = false)  softmax
            }
            """;

    private static final String CLIMBED = """
            model net {
              input(10x10x1, scale = 1 / 255)
              conv(4, 3x3)  tanh
              flatten  dense(3)
            }
            """;

    @Test
    void saliencyIsTheLargestAbsoluteSlopeOfAPixelsChannels() {
        ObservedNetwork network = Models.observe(LINEAR);
        Weights weights = Weights.initialised(network.info(), 1);
        weights.set("dense1.weight", new float[] {9, 9, 9, 9, 9, 9, 9, 9, 1, -2, 3, 0, -1, 1, 0, 0});
        assertEquals("dense1", network.scores());
        assertEquals("softmax1", network.output());
        assertEquals(Optional.empty(), network.lastFeatureMaps());
        try (Probe probe = network.probe(weights, Mode.PREDICTING, 1, 1)) {
            probe.forward(new float[8], 1);
            assertArrayEquals(new float[] {2, 3, 1, 0}, Saliency.of(probe, "dense1", 1).values());
        }
    }

    @Test
    void gradCamWeighsMapsWithTheirMeanSlope() {
        ObservedNetwork network = Models.observe(CAM);
        Weights weights = Weights.initialised(network.info(), 1);
        weights.set("conv1.weight", new float[] {1, 2});
        weights.set("dense1.weight", new float[] {4, -1, -4, 1});
        assertEquals(Optional.of("relu1"), network.lastFeatureMaps());
        try (Probe probe = network.probe(weights, Mode.PREDICTING, 1, 1)) {
            probe.forward(new float[] {0, 1, 2, 3}, 1);
            // Slopes are 4/4 and -1/4 of maps x and 2x.
            assertArrayEquals(new float[] {0, 0.5f, 1, 1.5f}, GradCam.of(probe, "dense1", 0, "relu1").values(), 1e-6f);
            assertArrayEquals(new float[4], GradCam.of(probe, "dense1", 1, "relu1").values());
        }
    }

    @Test
    void theLastFeatureMapsOfAResidualNetworkAreThoseAfterItsLastSum() {
        ObservedNetwork network = Models.observe("""
                model net {
                  input(4x4x2)
                  residual { conv(2, 3x3, padding = 1)  bn }
                  last: relu
                  global_avgpool  dense(2)
                }
                """);
        assertEquals(Optional.of("last"), network.lastFeatureMaps());
    }

    @Test
    void anOverlayShowsTheImageWhereTheMapIsZero() {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 0x404040);
        image.setRGB(1, 0, 0x404040);
        BufferedImage overlaid =
                GradCam.overlay(new Plane(1, 2, new float[] {0, 1}), image);
        assertEquals(0xff404040, overlaid.getRGB(0, 0));
        assertEquals(ColourMap.blend(0x404040, ColourMap.INFERNO.colour(1), 0.75), overlaid.getRGB(1, 0) & 0xffffff);
    }

    @Test
    void climbingExcitesEachUnitMoreThanTheOthersImagesDo() {
        ObservedNetwork network = Models.observe(CLIMBED);
        Weights weights = Weights.initialised(network.info(), 5);
        ActivationMaximisation climb = new ActivationMaximisation(30, ActivationMaximisation.USUAL_RATE, 1);
        try (Probe probe = network.probe(weights, Mode.PREDICTING, 3, 1)) {
            float[] pixels = climb.climb(probe, "dense1", new int[] {0, 1, 2});
            probe.forward(pixels, 3);
            float[] scores = probe.activation("dense1").values();
            for (int unit = 0; unit < 3; unit++) {
                for (int other = 0; other < 3; other++) {
                    assertTrue(scores[unit * 3 + unit] >= scores[other * 3 + unit], unit + " on image of " + other);
                }
            }
            for (float pixel : pixels) {
                assertTrue(pixel >= 0 && pixel <= 255);
            }
            assertArrayEquals(pixels, climb.climb(probe, "dense1", new int[] {0, 1, 2}));
        }
    }

    @Test
    void blurringKeepsAnEvenImageAndTheSumOfADotInTheMiddle() {
        float[] pixels = new float[9 * 11 * 2];
        for (int i = 1; i < pixels.length; i += 2) {
            pixels[i] = 7;
        }
        pixels[(4 * 11 + 5) * 2] = 100;
        Blur.apply(pixels, 0, 9, 11, 2, 0.8);
        double dot = 0;
        for (int i = 0; i < pixels.length; i += 2) {
            dot += pixels[i];
            assertEquals(7, pixels[i + 1], 1e-5);
        }
        assertEquals(100, dot, 1e-3);
        assertEquals(pixels[(3 * 11 + 5) * 2], pixels[(4 * 11 + 6) * 2], 1e-5);
        assertTrue(pixels[(4 * 11 + 5) * 2] < 50);
    }

    @Test
    void kernelsOfGreyImagesAreBlueAndRedAndThoseOfColourAreInColour() {
        ObservedNetwork grey = Models.observe("model net { input(4x4x1) conv(2, 1x2) flatten dense(2) }");
        Weights weights = Weights.initialised(grey.info(), 1);
        weights.set("conv1.weight", new float[] {-1, 1, 0, 0.5f});
        BufferedImage drawn = KernelPictures.draw(KernelPictures.first(grey.info()).orElseThrow(), weights);
        assertEquals(ColourMap.DIVERGING.colour(0), drawn.getRGB(4, 4) & 0xffffff);
        assertEquals(ColourMap.DIVERGING.colour(1), drawn.getRGB(4 + 63, 4) & 0xffffff);

        ObservedNetwork colour = Models.observe("model net { input(4x4x3) conv(1, 1x2) flatten dense(2) }");
        Weights coloured = Weights.initialised(colour.info(), 1);
        coloured.set("conv1.weight", new float[] {1, 0, -1, 0, 0, 0});
        BufferedImage tile = KernelPictures.draw(KernelPictures.first(colour.info()).orElseThrow(), coloured);
        assertEquals(0xff0080, tile.getRGB(4, 4) & 0xffffff);
        assertEquals(0x808080, tile.getRGB(4 + 63, 4) & 0xffffff);
    }

    @Test
    void captionsTellShapeAndRange() {
        ObservedNetwork network = Models.observe(CAM);
        Weights weights = Weights.initialised(network.info(), 1);
        weights.set("conv1.weight", new float[] {1, 2});
        try (Probe probe = network.probe(weights, Mode.PREDICTING, 1, 1)) {
            probe.forward(new float[] {0, 1, 2, 3}, 1);
            assertEquals("relu1, 2x2x2, first 1, 0.00 to 6.00",
                    FeatureMaps.caption("relu1", probe.activation("relu1"), 1));
            BufferedImage maps = FeatureMaps.draw(probe.activation("relu1"), 64, List.of());
            assertEquals(ColourMap.VIRIDIS.colour(0), maps.getRGB(4, 4) & 0xffffff);
        }
    }
}
