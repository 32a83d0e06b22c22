package dev.cnnc.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TogetherTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "LeNet-5, 5880, 61706, 8", "MobileNetV2, 1505280, 3504872, 1", "DenseNet-121, 2007040, 7978856, 1",
        "ResNet-18, 1003520, 11689512, 2", "ResNet-50, 1304576, 25557032, 3", "VGG-16, 4014080, 138357544, 8"})
    void fewImagesOfLargeTensorsAndManyOfLargeWeights(String network, int floats, int weights, int expected) {
        assertEquals(expected, Together.images(floats, weights, 8));
        assertEquals(1, Together.images(floats, weights, 1), "no more than were asked for");
    }

    @Test
    void tensorsOfManyImagesStayInTheCache() {
        assertEquals(64, Together.images(4096, 1000, 1000));
    }

    @Test
    void anEmptyArenaHoldsAnyNumber() {
        assertEquals(5, Together.images(0, 0, 5));
    }

    @Test
    void sizesMayBeTheLargest() {
        assertEquals(1, Together.images(Integer.MAX_VALUE, Integer.MAX_VALUE, 8));
    }
}
