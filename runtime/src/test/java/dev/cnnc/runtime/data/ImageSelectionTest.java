package dev.cnnc.runtime.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cnnc.runtime.CnncException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ImageSelectionTest {
    private static final Dataset DATA = new InMemoryDataset("numbers", new ImageShape(1, 1, 1),
            IntStream.range(0, 40).mapToObj(i -> new byte[] {(byte) i}).toArray(byte[][]::new),
            IntStream.range(0, 40).map(i -> i % 4).toArray(), List.of("a", "b", "c", "d"));

    private static List<Integer> images(Dataset data) {
        return IntStream.range(0, data.size()).map(i -> {
            byte[] pixel = new byte[1];
            data.copyPixels(i, pixel, 0);
            return pixel[0];
        }).boxed().toList();
    }

    @Test
    void classesAreNumberedAnewInTheirOrder() {
        Dataset chosen = new ImageSelection(List.of(3, 1), 0).test(DATA);
        assertEquals(20, chosen.size());
        assertEquals(List.of("d", "b"), chosen.classNames());
        assertEquals(List.of(1, 3, 5, 7), images(chosen).subList(0, 4));
        assertEquals(List.of(1, 0, 1, 0), IntStream.range(0, 4).map(chosen::label).boxed().toList());
    }

    @Test
    void aFewImagesOfEachClassAreChosenBySeed() {
        ImageSelection few = new ImageSelection(List.of(0, 2), 3);
        Dataset first = few.training(DATA, 1);
        assertEquals(6, first.size());
        assertEquals(3, IntStream.range(0, 6).filter(i -> first.label(i) == 1).count());
        assertEquals(images(first), images(few.training(DATA, 1)));
        assertNotEquals(images(first), images(few.training(DATA, 2)));
        assertEquals(20, few.test(DATA).size());
    }

    @Test
    void everythingIsTheDataItself() {
        assertSame(DATA, ImageSelection.ALL.training(DATA, 1));
    }

    @Test
    void classesThatAreNotThereAreRefused() {
        assertEquals("numbers: there are no images of class 9", assertThrows(CnncException.class,
                () -> new ImageSelection(List.of(0, 9), 0).test(DATA)).getMessage());
        assertThrows(CnncException.class, () -> new ImageSelection(List.of(1, 1), 0));
        assertThrows(CnncException.class, () -> new ImageSelection(List.of(), -1));
    }
}
