package dev.cnnc.samples;

import dev.cnnc.compiler.Compilation;
import dev.cnnc.compiler.Compiler;
import dev.cnnc.runtime.Model;
import dev.cnnc.runtime.Predictor;
import dev.cnnc.runtime.PredictorOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compiles every network at its own size, lets it predict, and writes what that took into {@code docs/zoo.md}. Takes
 * minutes and gigabytes; {@code docs/zoo.md} has the command.
 */
@EnabledIfSystemProperty(named = "cnnc.campaign", matches = "true")
class ZooTable {

    private static final int UNTIL_WARM = 10;
    private static final double SECONDS_OF_PREDICTIONS = 2;

    @TempDir
    Path folder;

    @Test
    void theTableIsWritten() throws IOException {
        Zoo.networks().stream().limit(UNTIL_WARM).forEach(ZooTable::compile);
        StringBuilder table = new StringBuilder(ZooPage.HEADER);
        for (Zoo.Network network : Zoo.networks()) {
            table.append(row(network)).append('\n');
        }
        String page = Files.readString(ZooPage.path());
        String written = ZooPage.TABLE.matcher(page).replaceFirst(Matcher.quoteReplacement(table.toString()));
        Files.writeString(ZooPage.path(), written);
    }

    private String row(Zoo.Network network) throws IOException {
        compile(network);
        long start = System.nanoTime();
        Compilation compilation = compile(network);
        double compileSeconds = (System.nanoTime() - start) / 1e9;
        Path jar = folder.resolve(network.name() + ".jar");
        compilation.writeJar(jar, "", Optional.empty());
        double predictionMillis = predict(compilation.load());
        return ZooPage.stableCells(network)
                + String.format(Locale.ROOT, " %.2f s | %,d kB | %s ms |", compileSeconds, Files.size(jar) / 1000,
                        String.format(Locale.ROOT, predictionMillis < 10 ? "%.2f" : "%.0f", predictionMillis));
    }

    private static Compilation compile(Zoo.Network network) {
        return Compiler.compile(network.path(), network.options()).result().orElseThrow();
    }

    /** The fastest of the predictions in some seconds: what slows the others is the JIT compiler and other programs. */
    private static double predict(Model model) {
        PredictorOptions options = PredictorOptions.defaults().withSessions(1).withCapacity(1);
        try (Predictor predictor = model.newPredictor(model.newWeights(1), options)) {
            float[] pixels = ZooTest.noise(predictor.inputLength());
            float[] out = new float[predictor.outputLength()];
            predictor.predict(pixels, out);
            ZooTest.checkOutputs(model.info().outputs(), out);
            long begin = System.nanoTime();
            long fastest = Long.MAX_VALUE;
            while (System.nanoTime() - begin < SECONDS_OF_PREDICTIONS * 1e9) {
                long start = System.nanoTime();
                predictor.predict(pixels, out);
                fastest = Math.min(fastest, System.nanoTime() - start);
            }
            return fastest / 1e6;
        }
    }
}
