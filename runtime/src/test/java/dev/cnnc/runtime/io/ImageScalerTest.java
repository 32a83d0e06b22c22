package dev.cnnc.runtime.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cnnc.runtime.CnncException;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ImageScalerTest {
    private static BufferedImage grey(int width, int height, int... values) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setPixels(0, 0, width, height, values);
        return image;
    }

    private static float[] scale(BufferedImage image, int height, int width, int channels) {
        float[] pixels = new float[height * width * channels + 2];
        pixels[0] = -1;
        pixels[pixels.length - 1] = -1;
        ImageScaler.scale(image, height, width, channels, pixels, 1);
        assertEquals(-1, pixels[0]);
        assertEquals(-1, pixels[pixels.length - 1]);
        float[] inner = new float[pixels.length - 2];
        System.arraycopy(pixels, 1, inner, 0, inner.length);
        return inner;
    }

    @Test
    void anImageOfTheRightSizeIsUnchangedAndGreysAreNotBrightened() {
        assertArrayEquals(new float[] {0, 1, 100, 128, 254, 255}, scale(grey(3, 2, 0, 1, 100, 128, 254, 255), 2, 3, 1));
    }

    @Test
    void greyIsRepeatedForColourNetworks() {
        assertArrayEquals(new float[] {7, 7, 7, 200, 200, 200}, scale(grey(2, 1, 7, 200), 1, 2, 3));
    }

    @Test
    void coloursComeInTheOrderRedGreenBlue() {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_3BYTE_BGR);
        image.setRGB(0, 0, 0x0a141e);
        image.setRGB(1, 0, 0xff00ff);
        assertArrayEquals(new float[] {10, 20, 30, 255, 0, 255}, scale(image, 1, 2, 3));
        // 0.299 * 10 + 0.587 * 20 + 0.114 * 30 = 18.15; 0.413 * 255 = 105.3
        assertArrayEquals(new float[] {18, 105}, scale(image, 1, 2, 1));
    }

    @Test
    void coloursBecomeGreyByBt601() {
        BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 0xff0000);
        image.setRGB(1, 0, 0x00ff00);
        image.setRGB(2, 0, 0x0000ff);
        assertArrayEquals(new float[] {76, 150, 29}, scale(image, 1, 3, 1));
    }

    @Test
    void growingInterpolatesBetweenCentres() {
        // Centres of the new pixels lie at 0.25, 0.75, 1.25, 1.75 of two pixels with centres 0.5 and 1.5.
        assertArrayEquals(new float[] {0, 50, 150, 200}, scale(grey(2, 1, 0, 200), 1, 4, 1));
        assertArrayEquals(new float[] {0, 50, 150, 200}, scale(grey(1, 2, 0, 200), 4, 1, 1));
    }

    @Test
    void shrinkingWeighsEveryCoveredPixel() {
        // Around centre 1 a triangle of half-width 2: 0.75, 0.75, 0.25 of 1.75.
        float left = Math.round((0.75f * 10 + 0.75f * 20 + 0.25f * 100) / 1.75f);
        float right = Math.round((0.25f * 20 + 0.75f * 100 + 0.75f * 200) / 1.75f);
        assertArrayEquals(new float[] {left, right}, scale(grey(4, 1, 10, 20, 100, 200), 1, 2, 1));
        assertArrayEquals(new float[] {left, right}, scale(grey(1, 4, 10, 20, 100, 200), 2, 1, 1));
    }

    @Test
    void anEvenImageStaysEvenAtAnySize() {
        Random random = new Random(2);
        for (int i = 0; i < 60; i++) {
            int width = 1 + random.nextInt(40);
            int height = 1 + random.nextInt(40);
            int[] values = new int[width * height];
            Arrays.fill(values, 137);
            float[] found = scale(grey(width, height, values), 1 + random.nextInt(40), 1 + random.nextInt(40), 1);
            for (float value : found) {
                assertEquals(137, value);
            }
        }
    }

    @Test
    void transparentPixelsAreWhite() {
        BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0x00000000);
        image.setRGB(1, 0, 0xff000000);
        image.setRGB(2, 0, 0x80000000);
        assertArrayEquals(new float[] {255, 0, 127}, scale(image, 1, 3, 1));
    }

    @Test
    void greyWithTransparencyKeepsItsGreys() {
        ComponentColorModel model = new ComponentColorModel(ColorSpace.getInstance(ColorSpace.CS_GRAY), true, false,
                ComponentColorModel.TRANSLUCENT, DataBuffer.TYPE_BYTE);
        WritableRaster raster = model.createCompatibleWritableRaster(2, 1);
        raster.setPixels(0, 0, 2, 1, new int[] {90, 255, 90, 0});
        assertArrayEquals(new float[] {90, 255}, scale(new BufferedImage(model, raster, false, null), 1, 2, 1));
    }

    @Test
    void sixteenBitGreysAreScaledToBytes() {
        BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_USHORT_GRAY);
        image.getRaster().setPixels(0, 0, 3, 1, new int[] {0, 0x8080, 0xffff});
        assertArrayEquals(new float[] {0, 128, 255}, scale(image, 1, 3, 1));
    }

    @Test
    void aCutOfAPictureIsTheMiddleOfTheWholeScaledInItsProportions() {
        Random random = new Random(4);
        for (int i = 0; i < 200; i++) {
            BufferedImage image = noise(random, 1 + random.nextInt(60), 1 + random.nextInt(60));
            int height = 1 + random.nextInt(20);
            int width = 1 + random.nextInt(20);
            ImageFit fit = i % 2 == 0 ? ImageFit.CROP : ImageFit.cropOf(Math.max(height, width) + random.nextInt(9));
            ScaledCut cut = ScaledCut.of(fit, new ScaledCut.Size(image.getHeight(), image.getWidth()),
                    new ScaledCut.Size(height, width));
            float[] whole = scale(image, (int) cut.height(), (int) cut.width(), 3);
            float[] found = new float[height * width * 3];
            ImageScaler.scale(image, fit, height, width, 3, found, 0);
            for (int p = 0; p < found.length; p++) {
                int y = p / 3 / width + (int) cut.top();
                int x = p / 3 % width + (int) cut.left();
                assertEquals(whole[(y * (int) cut.width() + x) * 3 + p % 3], found[p], fit + " of " + image);
            }
        }
    }

    private static BufferedImage noise(Random random, int height, int width) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int p = 0; p < height * width; p++) {
            image.setRGB(p % width, p / width, random.nextInt(1 << 24));
        }
        return image;
    }

    @Test
    void theMiddleOfAPictureThatNeedsNoScalingIsCopied() {
        BufferedImage picture = new BufferedImage(8, 6, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 48; i++) {
            picture.getRaster().setSample(i % 8, i / 8, 0, 5 * i);
        }
        float[] pixels = new float[1 + 4 * 4];
        ImageScaler.scale(picture, ImageFit.cropOf(6), 4, 4, 1, pixels, 1);
        for (int i = 0; i < 16; i++) {
            assertEquals(5 * ((1 + i / 4) * 8 + 2 + i % 4), pixels[1 + i]);
        }
    }

    @Test
    void aNetworkOfTwoChannelsTakesNoImage() {
        CnncException e = assertThrows(CnncException.class,
                () -> ImageScaler.scale(grey(1, 1, 0), 1, 1, 2, new float[2], 0));
        assertEquals("the network's input has 2 channels; an image file gives 1 (grey) or 3 (red, green, blue)",
                e.getMessage());
    }
}
