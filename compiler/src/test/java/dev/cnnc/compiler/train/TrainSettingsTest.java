package dev.cnnc.compiler.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.compiler.diagnostic.Diagnostics;
import dev.cnnc.compiler.elaborate.Sources;
import dev.cnnc.compiler.elaborate.TrainText;
import dev.cnnc.runtime.ClassWeights;
import dev.cnnc.runtime.LossInfo;
import dev.cnnc.runtime.TrainInfo;
import dev.cnnc.runtime.train.augment.Augment;
import dev.cnnc.runtime.train.augment.ColourJitter;
import dev.cnnc.runtime.train.augment.Cutout;
import dev.cnnc.runtime.train.augment.Flip;
import dev.cnnc.runtime.train.augment.Mixup;
import dev.cnnc.runtime.train.augment.RandomCrop;
import dev.cnnc.runtime.train.augment.RandomResizedCrop;
import dev.cnnc.runtime.train.augment.Rotate;
import dev.cnnc.runtime.train.augment.Shift;
import dev.cnnc.runtime.train.augment.Translate;
import dev.cnnc.runtime.train.optimiser.Adagrad;
import dev.cnnc.runtime.train.optimiser.Adam;
import dev.cnnc.runtime.train.optimiser.AdamW;
import dev.cnnc.runtime.train.optimiser.Lamb;
import dev.cnnc.runtime.train.optimiser.Lion;
import dev.cnnc.runtime.train.optimiser.Optimiser;
import dev.cnnc.runtime.train.optimiser.Rmsprop;
import dev.cnnc.runtime.train.optimiser.Sgd;
import dev.cnnc.runtime.train.optimiser.WeightDecay;
import dev.cnnc.runtime.train.schedule.Constant;
import dev.cnnc.runtime.train.schedule.Cosine;
import dev.cnnc.runtime.train.schedule.Exponential;
import dev.cnnc.runtime.train.schedule.MultiStep;
import dev.cnnc.runtime.train.schedule.OneCycle;
import dev.cnnc.runtime.train.schedule.Polynomial;
import dev.cnnc.runtime.train.schedule.ReduceOnPlateau;
import dev.cnnc.runtime.train.schedule.Schedule;
import dev.cnnc.runtime.train.schedule.Step;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainSettingsTest {

    @Test
    void aSilentModelIsTrainedWithTheDefaults() {
        TrainInfo expected = new TrainInfo(
                LossInfo.NONE, 0, new Adam(0.001, 0.9, 0.999, 1e-8, WeightDecay.NONE), new Constant(), 32, 1, 0, 0, 0, 10, 1,
                List.of());
        assertEquals(expected, train(""));
        assertEquals(expected, train("train { }"));
    }

    @Test
    void everySettingCanBeSaid() {
        assertEquals(
                new TrainInfo(
                        LossInfo.of("mse"), 0.1, new Sgd(0.1, 0.9, true, WeightDecay.coupled(5e-4)),
                        new Step(30, 0.2), 128, 4, 1, 0.5, 0.999, 90, -7,
                        List.of(new Flip(false), new Shift(2))),
                train("""
                        train {
                          loss = mse
                          label_smoothing = 0.1
                          optimiser = sgd(rate = 0.1, momentum = 0.9, nesterov = true, weight_decay = 5e-4)
                          schedule = step(epochs = 30, factor = 0.2)
                          batch = 2 * 64
                          accumulate = 4
                          clip_norm = 1
                          clip_value = 0.5
                          average = 0.999
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
        assertEquals(Cosine.PLAIN, train.schedule());
        assertEquals(List.of(new Flip(false)), train.augment());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross_entropy", "binary_cross_entropy", "mse", "mae", "huber", "hinge"})
    void everyLossCanBeSaid(String loss) {
        assertEquals(LossInfo.of(loss), train("train { loss = " + loss + " }").loss());
    }

    @Test
    void aLossHasSettings() {
        assertEquals(new LossInfo("huber", "", 2.5), train("train { loss = huber(delta = 2.5) }").loss());
        assertEquals(LossInfo.of("cross_entropy").reading("probabilities"),
                train("train { loss = cross_entropy(reads = probabilities) }").loss());
    }

    @Test
    void classesMayCountDifferently() {
        assertEquals(ClassWeights.BALANCED, train("train { class_weights = balanced }").classWeights());
        assertEquals(ClassWeights.NONE, train("train { class_weights = none }").classWeights());
        assertEquals(new ClassWeights(false, List.of(1.0, 2.5)),
                train("train { class_weights = [1, 2.5] }").classWeights());
    }

    @ParameterizedTest
    @MethodSource("optimisers")
    void everyOptimiserCanBeSaid(String text, Optimiser expected) {
        assertEquals(expected, train("train { optimiser = " + text + " }").optimiser());
    }

    @ParameterizedTest
    @MethodSource("augments")
    void everyChangeOfImagesCanBeSaid(String text, Augment expected) {
        assertEquals(List.of(expected), train("train { augment = [" + text + "] }").augment());
    }

    static List<Arguments> augments() {
        return List.of(
                Arguments.of("flip(vertical)", new Flip(true)),
                Arguments.of("shift(3)", new Shift(3)),
                Arguments.of("translate(0.1)", new Translate(0.1)),
                Arguments.of("rotate(degrees = 15)", new Rotate(15)),
                Arguments.of("random_crop(4)", new RandomCrop(4, false)),
                Arguments.of("random_crop(padding = 4, border = mirror)", new RandomCrop(4, true)),
                Arguments.of("random_resized_crop", new RandomResizedCrop(0.08, 4 / 3.0)),
                Arguments.of("random_resized_crop(0.5, ratio = 2)", new RandomResizedCrop(0.5, 2)),
                Arguments.of("colour_jitter(0.1, 0.2, 0.3)", new ColourJitter(0.1, 0.2, 0.3)),
                Arguments.of("cutout(8, fill = 128)", new Cutout(8, 128)),
                Arguments.of("mixup", new Mixup(0.2)));
    }

    static List<Arguments> optimisers() {
        return List.of(
                Arguments.of("sgd", new Sgd(0.01, 0, false, WeightDecay.NONE)),
                Arguments.of(
                        "sgd(0.1, 0.9, true, weight_decay = 0.1, decoupled = true, decay_all = true)",
                        new Sgd(0.1, 0.9, true, WeightDecay.decoupled(0.1).onAll())),
                Arguments.of(
                        "adam(0.1, 0.8, 0.9, 0.5, 0.25)", new Adam(0.1, 0.8, 0.9, 0.5, WeightDecay.coupled(0.25))),
                Arguments.of("adamw", new AdamW(0.001, 0.9, 0.999, 1e-8, WeightDecay.decoupled(0.01))),
                Arguments.of(
                        "adamw(0.1, 0.8, 0.9, 0.5, 0.25, true)",
                        new AdamW(0.1, 0.8, 0.9, 0.5, WeightDecay.decoupled(0.25).onAll())),
                Arguments.of("lamb", new Lamb(0.001, 0.9, 0.999, 1e-6, WeightDecay.decoupled(0.01))),
                Arguments.of("rmsprop", new Rmsprop(0.01, 0.99, 0, 1e-8, WeightDecay.NONE)),
                Arguments.of(
                        "rmsprop(0.1, 0.8, 0.9, 0.5, 0.25)",
                        new Rmsprop(0.1, 0.8, 0.9, 0.5, WeightDecay.coupled(0.25))),
                Arguments.of("adagrad", new Adagrad(0.01, 1e-10, WeightDecay.NONE)),
                Arguments.of("adagrad(0.1, 0.5, 0.25)", new Adagrad(0.1, 0.5, WeightDecay.coupled(0.25))),
                Arguments.of("lion", new Lion(1e-4, 0.9, 0.99, new WeightDecay(0, true, false))),
                Arguments.of("lion(0.1, 0.8, 0.7, 0.25)", new Lion(0.1, 0.8, 0.7, WeightDecay.decoupled(0.25))));
    }

    @ParameterizedTest
    @MethodSource("schedules")
    void everyScheduleCanBeSaid(String text, Schedule expected) {
        assertEquals(expected, train("train { schedule = " + text + " }").schedule());
    }

    static List<Arguments> schedules() {
        return List.of(
                Arguments.of("constant", new Constant()),
                Arguments.of("step(3)", new Step(3, 0.1)),
                Arguments.of("multi_step([30, 60], 0.2)", new MultiStep(List.of(30, 60), 0.2)),
                Arguments.of("exponential", new Exponential(0.95)),
                Arguments.of("polynomial(0.9, 0.1)", new Polynomial(0.9, 0.1)),
                Arguments.of("cosine(5, 10, 2, 0.01)", new Cosine(5, 10, 2, 0.01)),
                Arguments.of("one_cycle", new OneCycle(0.3, 25, 1e4)),
                Arguments.of("one_cycle(0.4, 10, 100)", new OneCycle(0.4, 10, 100)),
                Arguments.of("reduce_on_plateau", new ReduceOnPlateau(0.1, 10, 1e-4, 0, 0)),
                Arguments.of("reduce_on_plateau(0.5, 3, 0.01, 2, 0.1)", new ReduceOnPlateau(0.5, 3, 0.01, 2, 0.1)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "loss = huber(delta = 0) | delta must be a number above 0",
        "loss = cross_entropy(reads = scores) | reads must be logits or probabilities, found the word 'scores'",
        "class_weights = [1, -1] | balanced, none, or a list with a number for each class",
        "class_weights = [0, 0] | balanced, none, or a list with a number for each class",
        "class_weights = 3 | balanced, none, or a list with a number for each class",
        "loss = mse(reads = logits) | mse has no attribute 'reads'",
        "optimiser = sgd(nesterov = true) | nesterov needs a momentum above 0",
        "schedule = one_cycle(0) | rise must be above 0 and below 1, but is 0.0",
        "schedule = multi_step([3, 3]) | a list of rising epochs such as [60, 80]",
        "schedule = multi_step(3) | a list of rising epochs such as [60, 80]",
        "average = 1 | a number from 0 to below 1"
    })
    void settingsThatMakeNoSenseAreErrors(String section, String message) {
        Sources sources = new Sources();
        sources.elaborate(Sources.model("1x1x1", "dense(2) train { " + section + " }"));
        assertEquals(1, sources.messages().size());
        assertTrue(sources.messages().toString().contains(message), sources.messages().toString());
    }

    @Test
    void textReplacesSettingsOneByOne() {
        TrainInfo others = train("train { batch = 7 clip_norm = 2 }");
        Diagnostics diagnostics = new Diagnostics();
        TrainInfo changed = TrainText.read("clip_norm = 1 epochs = 3", "test", others, diagnostics).orElseThrow();
        assertEquals(others.withEpochs(3).withClipping(1, 0), changed);
        assertEquals(List.of(), diagnostics.all());
    }

    @ParameterizedTest
    @ValueSource(strings = {"loss = mse", "label_smoothing = 0.1", "batch = 0", "batch = 3 } conv(3, 3) train {", "batch ="})
    void textThatIsNoSettingOfTrainingIsRefused(String text) {
        Diagnostics diagnostics = new Diagnostics();
        assertEquals(Optional.empty(), TrainText.read(text, "test", TrainSettings.defaults(), diagnostics));
        assertTrue(diagnostics.hasErrors());
    }

    private static TrainInfo train(String section) {
        Sources sources = new Sources();
        TrainInfo train = sources.elaborate(Sources.model("1x1x1", "dense(2) " + section)).orElseThrow().train();
        assertEquals(List.of(), sources.messages());
        return train;
    }
}
