package dev.cnnc.compiler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.compiler.codegen.MethodSizes;
import dev.cnnc.runtime.InputInfo;
import dev.cnnc.runtime.Model;
import dev.cnnc.runtime.TrainingRun;
import dev.cnnc.runtime.Weights;
import dev.cnnc.runtime.kernel.KernelChoice;
import dev.cnnc.runtime.parallel.WorkerPool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Training that computes layers again has the bits of training that keeps them, and needs less memory. */
class RecomputationTest {

    private static final Path SAMPLES = Path.of("..", "samples");
    private static final CompilerOptions KEPT = CompilerOptions.defaults();
    private static final CompilerOptions AGAIN = KEPT.withRecompute(true);
    private static final int BATCH = 2;

    /** @param most of the memory of the usual training, in hundredths */
    @ParameterizedTest
    @CsvSource({
        "cifar_resnet20.cnn, 32, 60",
        "fashion_resnet.cnn, 28, 70",
        "densenet/densenet121.cnn, 64, 30",
        "resnet/resnet50.cnn, 64, 70",
        "mobile/mobilenet_v2.cnn, 64, 60",
        "mobile/mobilenet_v3_small.cnn, 64, 70",
        "mobile/shufflenet_v2.cnn, 64, 80",
        "inception/inception_v3.cnn, 299, 65",
        "inception/googlenet.cnn, 96, 95",
    })
    void networksLearnTheSameInLessMemory(String file, int side, int most) throws IOException {
        Path path = SAMPLES.resolve(file);
        Compilation kept = compile(path, KEPT.withInputSize(side, side));
        Compilation again = compile(path, AGAIN.withInputSize(side, side));
        assertSame(kept, again);
        int before = kept.info().memory().trainingFloatsPerImage();
        int after = again.info().memory().trainingFloatsPerImage();
        assertTrue(after < most / 100.0 * before, after + " of " + before);
        assertEquals(kept.info().memory().inferenceFloatsPerImage(), again.info().memory().inferenceFloatsPerImage());
        MethodSizes.of(again).forEach((method, bytes) ->
                assertTrue(bytes < 8000, method + " has " + bytes + " bytes of code, more than the JIT compiles"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "repeat 5 { conv(6, 3x3, padding = 1) bn relu } global_avgpool dense(3) softmax",
        "repeat 5 { residual { conv(4, 3x3, padding = same) bn silu dropout(0.2) conv(4, 1x1) } tanh } flatten dense(3)",
        "repeat 9 { concat { branch { } branch { bn relu conv(2, 1x1) } } } bn relu global_avgpool dense(3) softmax",
        "repeat 4 { bn relu multiply { branch { } branch { global_avgpool dense(4) sigmoid } } dropout(0.1) } flatten dense(3)",
        "add { branch { relu } branch { tanh } branch { conv(4, 1x1) gelu } } group_norm(groups = 2) prelu flatten dense(3)",
        "conv(8, 3x3) maxpool(2) spatial_dropout(0.3) conv(8, 2x2) upsample(3) lrn avgpool(2) layer_norm flatten dense(3)",
        "conv(8, 3x3, padding = 1) bn relu side { global_avgpool dense(3) early: output(weight = 0.5) } "
                + "pad(1) channel_shuffle(2) slice(0, 6) conv(4, 3x3) instance_norm elu flatten dense(3) answer: output",
        "body: conv(8, 3x3) bn relu6 maxpool(2) conv(8, 1x1) bn sigmoid conv(3, 1x1) global_maxpool "
                + "train { freeze = [\"body\", \"bn1\"] }",
    })
    void everyKindOfLayerIsComputedAgainAsBefore(String layers) {
        String source = "model net { input(6x6x4) " + layers + " }";
        assertSame(Models.compile(source), Models.recomputing(source));
    }

    /** The copy that flatten makes could only come from an input as large, which nothing else needs. */
    @Test
    void whatWouldFreeNothingStays() {
        String source = "model net { input(6x6x4) conv(4, 3x3) flatten dense(3) softmax }";
        assertEquals(Models.compile(source).sources(), Models.recomputing(source).sources());
    }

    @Test
    void aLoopComputesAgainWhatItsOwnTurnWrote() {
        String turn = "residual { conv(4, 3x3, padding = same) bn relu conv(4, 1x1) }";
        String frame = "model net { input(6x6x4) %s flatten dense(3) softmax }";
        Compilation looped = Models.recomputing(String.format(frame, "repeat 9 { " + turn + " }"));
        Compilation unrolled = Models.recomputing(String.format(frame, (turn + " ").repeat(9)));
        assertTrue(looped.sources().values().iterator().next().contains("[turn].again("), "there is a loop");
        assertSame(unrolled, looped);
    }

    private static Compilation compile(Path file, CompilerOptions options) {
        return Models.result(Compiler.compile(file, options));
    }

    private static void assertSame(Compilation kept, Compilation again) {
        Run before = new Run(kept.load());
        Run after = new Run(again.load());
        assertEquals(before.loss, after.loss);
        assertArrayEquals(before.gradients, after.gradients);
        assertArrayEquals(before.state, after.state);
    }

    /** One step over an arena that holds nothing but NaN at first. */
    private static final class Run {

        private final double loss;
        private final float[] gradients;
        private final float[] state;

        Run(Model model) {
            Weights weights = model.newWeights(1);
            InputInfo input = model.info().input();
            Random random = new Random(3);
            float[] images = new float[BATCH * input.size()];
            for (int i = 0; i < images.length; i++) {
                images[i] = (float) random.nextGaussian();
            }
            try (WorkerPool workers = new WorkerPool(2)) {
                TrainingRun run = new TrainingRun(model, weights, KernelChoice.best(), workers, BATCH);
                run.poison(Float.NaN);
                loss = run.forward(images, new int[] {0, 2});
                gradients = run.backward();
            }
            state = weights.state();
        }
    }
}
