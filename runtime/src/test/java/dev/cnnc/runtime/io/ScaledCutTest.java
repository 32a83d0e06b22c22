package dev.cnnc.runtime.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.runtime.CnncException;
import dev.cnnc.runtime.io.ScaledCut.Size;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScaledCutTest {
    private static final Size SQUARE = new Size(224, 224);

    @Test
    void aStretchedPictureIsScaledToTheImage() {
        assertEquals(new ScaledCut(224, 224, 0, 0), ScaledCut.of(ImageFit.STRETCH, new Size(375, 500), SQUARE));
    }

    /** By its source: the longer side is {@code int(size * long / short)}, the place {@code int(round(rest / 2.0))}. */
    @Test
    void theShorterSideAndTheMiddleAreTorchvisions() {
        assertEquals(new ScaledCut(256, 341, 16, 58), ScaledCut.of(ImageFit.cropOf(256), new Size(375, 500), SQUARE));
        assertEquals(new ScaledCut(343, 256, 60, 16), ScaledCut.of(ImageFit.cropOf(256), new Size(671, 500), SQUARE));
        assertEquals(new ScaledCut(256, 256, 16, 16), ScaledCut.of(ImageFit.cropOf(256), new Size(9, 9), SQUARE));
    }

    @Test
    void withoutAShorterSideThePictureCoversTheImageAndNoMore() {
        assertEquals(new ScaledCut(224, 298, 0, 37), ScaledCut.of(ImageFit.CROP, new Size(375, 500), SQUARE));
        assertEquals(new ScaledCut(15, 20, 2, 0), ScaledCut.of(ImageFit.CROP, new Size(30, 40), new Size(10, 20)));
        assertEquals(new ScaledCut(10, 20, 0, 0), ScaledCut.of(ImageFit.CROP, new Size(30, 60), new Size(10, 20)));
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            Size picture = new Size(1 + random.nextInt(ImageDecoder.MAX_SIDE), 1 + random.nextInt(300));
            Size image = new Size(1 + random.nextInt(300), 1 + random.nextInt(300));
            ScaledCut cut = ScaledCut.of(ImageFit.CROP, picture, image);
            assertTrue(cut.height() == image.height() || cut.width() == image.width(), cut::toString);
            assertTrue(cut.top() >= 0 && cut.top() + image.height() <= cut.height(), cut::toString);
            assertTrue(cut.left() >= 0 && cut.left() + image.width() <= cut.width(), cut::toString);
        }
    }

    @Test
    void anImageIsNotCutOutOfASmallerOne() {
        CnncException thrown = assertThrows(CnncException.class,
                () -> ScaledCut.of(ImageFit.cropOf(200), new Size(375, 500), SQUARE));
        assertEquals("an image of 224x224 cannot be cut out of pictures whose shorter side is 200",
                thrown.getMessage());
    }
}
