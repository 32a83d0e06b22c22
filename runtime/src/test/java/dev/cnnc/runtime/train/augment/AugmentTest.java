package dev.cnnc.runtime.train.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.runtime.data.ImageShape;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AugmentTest {
    private static final ImageShape SHAPE = new ImageShape(4, 5, 3);
    private static final ImageShape SQUARE = new ImageShape(3, 3, 1);
    private static final byte[] DIGITS = {1, 2, 3, 4, 5, 6, 7, 8, 9};

    static Stream<Augment> kinds() {
        return Stream.of(new Flip(false), new Flip(true), new Shift(2), new Translate(0.3), new Rotate(30),
                new RandomCrop(2, false), new RandomCrop(9, true), new RandomResizedCrop(0.2, 2),
                new ColourJitter(0.5, 0.5, 0.5), new Cutout(2, 7));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theSameSeedEpochAndImageChangeAlikeAndOthersOtherwise(Augment kind) {
        Augmentation one = new Augmentation(List.of(kind), SHAPE);
        Augmentation other = new Augmentation(List.of(kind), SHAPE);
        byte[] image = image();
        Set<ByteBuffer> changed = new HashSet<>();
        for (int number = 0; number < 200; number++) {
            byte[] once = one.apply(image, 3, 1, number).clone();
            other.apply(image, 4, 2, number + 1);
            assertArrayEquals(once, other.apply(image, 3, 1, number));
            changed.add(ByteBuffer.wrap(once));
        }
        assertTrue(changed.size() > 1, kind + " changes nothing");
        assertArrayEquals(image(), image, "the image itself stays");
    }

    @Test
    void theKindsAreAllTried() {
        Set<Class<?>> tried = new HashSet<>(kinds().map(Object::getClass).toList());
        tried.add(Mixup.class);
        assertEquals(Set.of(Augment.class.getPermittedSubclasses()), tried);
    }

    @Test
    void changesAreMadeOneAfterAnother() {
        Augmentation both = new Augmentation(List.of(new Shift(1), new Cutout(1, 99)), SHAPE);
        byte[] changed = both.apply(image(), 1, 1, 1).clone();
        byte[] shifted = new Augmentation(List.of(new Shift(1)), SHAPE).apply(image(), 1, 1, 1);
        int painted = 0;
        for (int i = 0; i < changed.length; i++) {
            painted += changed[i] == shifted[i] ? 0 : 1;
        }
        assertEquals(3, painted, "one pixel of three channels");
        byte[] image = image();
        assertTrue(image == new Augmentation(List.of(), SHAPE).apply(image, 1, 1, 1));
    }

    @Test
    void aFlipMirrorsEverySecondImage() {
        ByteBuffer image = ByteBuffer.wrap(DIGITS);
        assertEquals(Set.of(image, wrap(3, 2, 1, 6, 5, 4, 9, 8, 7)), changes(new Flip(false)));
        assertEquals(Set.of(image, wrap(7, 8, 9, 4, 5, 6, 1, 2, 3)), changes(new Flip(true)));
        int flipped = 0;
        for (int i = 0; i < 1000; i++) {
            flipped += change(new Flip(false), i)[0] == 3 ? 1 : 0;
        }
        assertTrue(flipped > 420 && flipped < 580, flipped + " of 1,000 mirrored");
    }

    @Test
    void aShiftMovesTheWholeImageAndFillsWithBlack() {
        assertEquals(moves(0), changes(new Shift(1)));
        assertEquals(moves(0), changes(new RandomCrop(1, false)));
    }

    @Test
    void aBorderThatMirrorsDoesNotRepeatTheOutermostPixels() {
        assertEquals(moves(1), changes(new RandomCrop(1, true)));
    }

    /** All images that a move by at most one pixel can give. */
    private static Set<ByteBuffer> moves(int mirror) {
        Set<ByteBuffer> moves = new HashSet<>();
        for (int down = -1; down <= 1; down++) {
            for (int right = -1; right <= 1; right++) {
                byte[] moved = new byte[9];
                for (int y = 0; y < 3; y++) {
                    for (int x = 0; x < 3; x++) {
                        int fromY = y + down;
                        int fromX = x + right;
                        boolean outside = fromY < 0 || fromY > 2 || fromX < 0 || fromX > 2;
                        fromY = fromY < 0 ? 1 : fromY > 2 ? 1 : fromY;
                        fromX = fromX < 0 ? 1 : fromX > 2 ? 1 : fromX;
                        moved[3 * y + x] = outside && mirror == 0 ? 0 : DIGITS[3 * fromY + fromX];
                    }
                }
                moves.add(ByteBuffer.wrap(moved));
            }
        }
        return moves;
    }

    @Test
    void quarterTurnsAreExact() {
        byte[] turned = new byte[9];
        Rotate.turn(DIGITS, turned, SQUARE, 90);
        assertArrayEquals(new byte[] {3, 6, 9, 2, 5, 8, 1, 4, 7}, turned);
        Rotate.turn(DIGITS, turned, SQUARE, -180);
        assertArrayEquals(new byte[] {9, 8, 7, 6, 5, 4, 3, 2, 1}, turned);
        Rotate.turn(DIGITS, turned, SQUARE, 0);
        assertArrayEquals(DIGITS, turned);
    }

    @Test
    void aTurnLeavesTheMiddleAndItsCornersComeFromOutside() {
        byte[] white = new byte[9];
        Arrays.fill(white, (byte) 255);
        byte[] turned = new byte[9];
        Rotate.turn(white, turned, SQUARE, 45);
        assertEquals(255, turned[4] & 0xff);
        // The corner's place is (1 - sqrt 2, 1): 0.5858 of the middle of the upper side and the rest of black.
        assertEquals(Math.round(255 * (2 - Math.sqrt(2))), turned[0] & 0xff);
    }

    @Test
    void aMoveByHalfAPixelIsTheMeanOfTwo() {
        byte[] moved = new byte[9];
        Warp.apply(DIGITS, moved, SQUARE, 0, 1, 0, 0.5, 0, 1);
        assertArrayEquals(new byte[] {2, 3, 2, 5, 6, 3, 8, 9, 5}, moved);
    }

    @Test
    void aPartIsBroughtToTheWholesSize() {
        ImageShape four = new ImageShape(4, 4, 1);
        byte[] image = {10, 10, 20, 20, 10, 10, 20, 20, 30, 30, 40, 40, 30, 30, 40, 40};
        byte[] cut = new byte[16];
        RandomResizedCrop.cut(image, cut, four, 0, 0, 4, 4);
        assertArrayEquals(image, cut);
        RandomResizedCrop.cut(image, cut, four, 0, 0, 2, 2);
        byte[] corner = new byte[16];
        Arrays.fill(corner, (byte) 10);
        corner[3] = corner[7] = corner[11] = 13;
        corner[12] = corner[13] = corner[14] = 15;
        corner[15] = 18;
        assertArrayEquals(corner, cut);
    }

    @Test
    void aPartNeverShowsWhatIsOutside() {
        byte[] white = new byte[9];
        Arrays.fill(white, (byte) 200);
        Augmentation crop = new Augmentation(List.of(new RandomResizedCrop(0.05, 4)), SQUARE);
        for (int i = 0; i < 500; i++) {
            assertArrayEquals(white, crop.apply(white, 1, 1, i));
        }
    }

    @Test
    void brightnessContrastAndSaturationAreFactors() {
        ImageShape pair = new ImageShape(1, 2, 3);
        byte[] image = {100, 100, 100, (byte) 200, (byte) 200, (byte) 200};
        assertArrayEquals(new byte[] {50, 50, 50, 100, 100, 100}, jittered(image, pair, 0.5f, 1, 1));
        assertArrayEquals(new byte[] {(byte) 200, (byte) 200, (byte) 200, -1, -1, -1}, jittered(image, pair, 2, 1, 1));
        assertArrayEquals(new byte[] {125, 125, 125, (byte) 175, (byte) 175, (byte) 175},
                jittered(image, pair, 1, 0.5f, 1));
        ImageShape one = new ImageShape(1, 1, 3);
        byte[] red = {(byte) 200, 0, 0};
        assertArrayEquals(new byte[] {60, 60, 60}, jittered(red, one, 1, 1, 0));
        assertArrayEquals(new byte[] {(byte) 130, 30, 30}, jittered(red, one, 1, 1, 0.5f));
        assertArrayEquals(red, jittered(red, one, 1, 1, 1));
        assertArrayEquals(new byte[] {70, 90}, jittered(new byte[] {60, 100}, new ImageShape(1, 2, 1), 1, 0.5f, 0));
    }

    private static byte[] jittered(byte[] image, ImageShape shape, float bright, float contrast, float saturation) {
        byte[] changed = new byte[image.length];
        ColourJitter.change(image, changed, shape, bright, contrast, saturation);
        return changed;
    }

    @Test
    void aCutoutPaintsASquareThatMayLiePartlyOutside() {
        Set<ByteBuffer> expected = new HashSet<>();
        for (int top = -1; top <= 1; top++) {
            for (int left = -1; left <= 1; left++) {
                byte[] painted = DIGITS.clone();
                for (int i = 0; i < 9; i++) {
                    boolean within = i / 3 >= top && i / 3 < top + 2 && i % 3 >= left && i % 3 < left + 2;
                    painted[i] = within ? 77 : painted[i];
                }
                expected.add(ByteBuffer.wrap(painted));
            }
        }
        assertEquals(expected, changes(new Cutout(2, 77)));
    }

    @Test
    void settingsOutOfTheirRangeAreRefused() {
        List<Runnable> wrong = List.of(() -> new Shift(-1), () -> new RandomCrop(-1, false), () -> new Rotate(181),
                () -> new Rotate(Double.NaN), () -> new Translate(1.5), () -> new RandomResizedCrop(0, 2),
                () -> new RandomResizedCrop(0.5, 0.9), () -> new ColourJitter(-0.1, 0, 0), () -> new Cutout(0, 0),
                () -> new Cutout(1, 256), () -> new Mixup(0));
        for (Runnable make : wrong) {
            assertThrows(IllegalArgumentException.class, make::run);
        }
    }

    @Test
    void drawsSpreadEvenlyOverTheirRange() {
        Draws draws = new Draws().begin(7);
        double sum = 0;
        double betas = 0;
        double squares = 0;
        for (int i = 0; i < 20_000; i++) {
            double number = draws.between(-2, 4);
            assertTrue(number >= -2 && number < 4);
            sum += number;
            double beta = draws.beta(0.4);
            assertTrue(beta >= 0 && beta <= 1);
            betas += beta;
            squares += (beta - 0.5) * (beta - 0.5);
        }
        assertEquals(1, sum / 20_000, 0.05);
        assertEquals(0.5, betas / 20_000, 0.01);
        assertEquals(1 / (4 * (2 * 0.4 + 1)), squares / 20_000, 0.003, "the variance of Beta(0.4, 0.4)");
        assertFalse(draws.unit() == draws.unit());
    }

    private static Set<ByteBuffer> changes(Augment kind) {
        Set<ByteBuffer> changes = new HashSet<>();
        for (int i = 0; i < 500; i++) {
            changes.add(ByteBuffer.wrap(change(kind, i)));
        }
        return changes;
    }

    private static byte[] change(Augment kind, int number) {
        return new Augmentation(List.of(kind), SQUARE).apply(DIGITS, 3, 1, number).clone();
    }

    private static ByteBuffer wrap(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return ByteBuffer.wrap(bytes);
    }

    private static byte[] image() {
        byte[] image = new byte[SHAPE.bytes()];
        for (int i = 0; i < image.length; i++) {
            image[i] = (byte) (3 * i + 1);
        }
        return image;
    }
}
