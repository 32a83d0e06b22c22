package dev.cnnc.compiler.codegen;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.compiler.Compilation;
import dev.cnnc.compiler.Compiler;
import dev.cnnc.compiler.CompilerOptions;
import dev.cnnc.compiler.Models;
import dev.cnnc.runtime.CnncException;
import dev.cnnc.runtime.Model;
import dev.cnnc.runtime.Predictor;
import dev.cnnc.runtime.TrainingRun;
import dev.cnnc.runtime.Weights;
import dev.cnnc.runtime.kernel.KernelChoice;
import dev.cnnc.runtime.parallel.WorkerPool;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loops in generated code: where they are, and that they do what the code without them does. */
class RepeatsTest {

    private static final Path RESNET = Path.of("..", "samples", "cifar_resnet20.cnn");
    private static final int BATCH = 3;

    private static Compilation resnet(int blocks) {
        CompilerOptions options = CompilerOptions.defaults().withParameters(Map.of("blocks", Integer.toString(blocks)));
        return Compiler.compile(RESNET, options).result().orElseThrow();
    }

    private static String source(Compilation compilation) {
        return compilation.sources().values().iterator().next();
    }

    /** The same layers, once in a repeat, which becomes a loop, and once written out, which does not. */
    @ParameterizedTest
    @ValueSource(strings = {
        "conv(4, 3x3, padding = 1) relu",
        "residual { conv(4, 3x3, padding = same) bn silu dropout(0.2) conv(4, 1x1) } tanh",
        "concat { branch { conv(2, 1x1) } branch { depthwise_conv(3x3, padding = 1) conv(2, 1x1) } } bn relu",
        "bn relu multiply { branch { } branch { global_avgpool dense(4) sigmoid } } dropout(0.1)",
    })
    void aLoopComputesWhatTheSameLayersDoOneByOne(String body) {
        String frame = "model net { input(6x6x4) %s flatten dense(3) softmax }";
        Compilation looped = Models.compile(String.format(frame, "repeat 9 { " + body + " }"));
        Compilation unrolled = Models.compile(String.format(frame, (body + " ").repeat(9)));
        assertTrue(source(looped).contains("for (int turn = 0;"), "there is a loop");
        assertFalse(source(unrolled).contains("for (int turn = 0;"), "there is none");
        assertEquals(unrolled.info().parameters(), looped.info().parameters());

        Random random = new Random(3);
        float[] images = new float[BATCH * 6 * 6 * 4];
        for (int i = 0; i < images.length; i++) {
            images[i] = (float) random.nextGaussian();
        }
        assertArrayEquals(predictions(unrolled.load(), images), predictions(looped.load(), images));
        assertArrayEquals(gradients(unrolled.load(), images), gradients(looped.load(), images));
    }

    private static float[] predictions(Model model, float[] images) {
        try (Predictor predictor = model.newPredictor(model.newWeights(1))) {
            float[] out = new float[BATCH * predictor.outputLength()];
            predictor.predictBatch(images, BATCH, out);
            return out;
        }
    }

    private static float[] gradients(Model model, float[] images) {
        Weights weights = model.newWeights(1);
        try (WorkerPool workers = new WorkerPool(1)) {
            TrainingRun run = new TrainingRun(model, weights, KernelChoice.best(), workers, BATCH);
            run.poison(Float.NaN);
            run.forward(images, new int[] {0, 1, 2});
            return run.backward();
        }
    }

    @Test
    void theSourceGrowsWithDifferentLayersAndNotWithDepth() {
        int shallow = source(resnet(12)).length();
        int deep = source(resnet(60)).length();
        assertEquals(shallow, deep, 0.02 * shallow);
    }

    @Test
    void aThousandLayersCompileSoonAndStayFarFromTheLimitsOfClassFiles() throws IOException {
        Compilation compilation = assertTimeout(Duration.ofSeconds(60), () -> resnet(166));
        assertTrue(compilation.info().layers().stream().filter(layer -> layer.kind().equals("conv")).count() > 990);
        MethodSizes.of(compilation).forEach((method, bytes) ->
                assertTrue(bytes < 8000, method + " has " + bytes + " bytes of code, more than the JIT compiles"));
        int characters = source(compilation).length();
        assertTrue(characters < 300_000, "the source has " + characters + " characters");
        assertEquals(compilation.info(), compilation.load().info());
    }

    @Test
    void loopsBeginWhereBlocksDo() {
        String source = source(resnet(12));
        assertTrue(source.contains("// stage1.0.basic1.conv1 to stage1.11.basic1.conv2\n"), "the loop of a prediction");
        assertTrue(source.contains("// stage1.0.basic1.conv1 to stage1.9.basic1.bn2\n"), "the loop of training");
    }

    @Test
    void moreDifferentLayersThanAClassHoldsGiveAMessage() {
        CnncException refusal = assertThrows(CnncException.class, () -> Models.compile(
                "model net { input(1x1x4) repeat 3700 as i { leaky_relu(slope = i / 10000) } dense(2) softmax }"));
        assertTrue(refusal.getMessage().contains("that do not repeat each other; one Java class holds at most 3,600"),
                refusal.getMessage());
    }
}
