package dev.cnnc.compiler.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cnnc.compiler.elaborate.Sources;
import dev.cnnc.runtime.AugmentInfo;
import dev.cnnc.runtime.OptimiserInfo;
import dev.cnnc.runtime.ScheduleInfo;
import dev.cnnc.runtime.TrainInfo;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainSettingsTest {

    @Test
    void aSilentModelIsTrainedWithTheDefaults() {
        TrainInfo expected = new TrainInfo(
                "", 0, new OptimiserInfo("adam", 0.001, 0, false, 0, 0.9, 0.999, 1e-8),
                new ScheduleInfo("constant", 0, 1), 32, 10, 1, List.of());
        assertEquals(expected, train(""));
        assertEquals(expected, train("train { }"));
    }

    @Test
    void everySettingCanBeSaid() {
        assertEquals(
                new TrainInfo(
                        "mse", 0.1, new OptimiserInfo("sgd", 0.1, 0.9, true, 5e-4, 0.9, 0.999, 1e-8),
                        new ScheduleInfo("step", 30, 0.2), 128, 90, -7,
                        List.of(new AugmentInfo("flip", 0), new AugmentInfo("shift", 2))),
                train("""
                        train {
                          loss = mse
                          label_smoothing = 0.1
                          optimiser = sgd(rate = 0.1, momentum = 0.9, nesterov = true, weight_decay = 5e-4)
                          schedule = step(epochs = 30, factor = 0.2)
                          batch = 2 * 64
                          epochs = 90
                          seed = -7
                          augment = [flip(horizontal), shift(2)]
                        }
                        """));
    }

    @Test
    void wordsNeedNoSettings() {
        TrainInfo train = train("train { optimiser = sgd schedule = cosine augment = [flip] }");
        assertEquals(0.01, train.optimiser().rate());
        assertEquals("cosine", train.schedule().kind());
        assertEquals(List.of(new AugmentInfo("flip", 0)), train.augment());
    }

    private static TrainInfo train(String section) {
        Sources sources = new Sources();
        TrainInfo train = sources.elaborate(Sources.model("1x1x1", "dense(2) " + section)).orElseThrow().train();
        assertEquals(List.of(), sources.messages());
        return train;
    }
}
