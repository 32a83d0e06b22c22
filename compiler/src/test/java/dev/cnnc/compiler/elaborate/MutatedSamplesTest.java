package dev.cnnc.compiler.elaborate;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.compiler.diagnostic.DiagnosticRenderer;
import dev.cnnc.compiler.graph.Graph;
import dev.cnnc.compiler.graph.GraphVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Files that are nearly right: each ends in a sound graph or in messages, soon, and never in an exception. */
class MutatedSamplesTest {

    private static final int MUTANTS = 3000;
    private static final Pattern TOKEN = Pattern.compile("\\w+|->|\\s+|[^\\w\\s]");
    private static final List<String> SPICES = List.of(
            "0", "-1", "1", "9223372036854775807", "1e300", "0.5", "0x0", "99999x99999", "i", "same", "true", "relu",
            "residual {", "repeat 3 {", "repeat 100000 as i {", "side {", "branch {", "}", "{", "a:", "a ->", "b, a ->",
            "basic(16)", "conv", "add", "concat", "output", "input(4x4x4)", "if i == 0 {", "let i = 3", "labels [1]",
            "train { }", "dense(4000000000)", "model", "block basic", "//", "^", "[[", "]]");

    @Test
    void everyMutantEndsInAGraphOrInMessages() throws IOException {
        List<List<String>> samples = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("../samples"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".cnn")).sorted().toList()) {
                samples.add(tokens(Files.readString(file)));
            }
        }
        Random random = new Random(20);
        int sound = 0;
        for (int i = 0; i < MUTANTS; i++) {
            String mutant = mutate(samples.get(i % samples.size()), random);
            sound += check(mutant) ? 1 : 0;
        }
        assertTrue(sound > MUTANTS / 50, "only " + sound + " mutants were sound: they are too wild to tell anything");
    }

    private static boolean check(String mutant) {
        Sources sources = new Sources();
        Optional<Graph> graph = assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> sources.infer(mutant), () -> "took too long:\n" + mutant);
        new DiagnosticRenderer(true).render(sources.diagnostics());
        graph.ifPresent(sound -> GraphVerifier.verify(sound, "shape inference of\n" + mutant));
        assertTrue(graph.isPresent() != sources.diagnostics().hasErrors(), mutant);
        return graph.isPresent();
    }

    private static String mutate(List<String> tokens, Random random) {
        List<String> mutant = new ArrayList<>(tokens);
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(mutant.size());
            switch (random.nextInt(4)) {
                case 0 -> mutant.remove(at);
                case 1 -> mutant.add(at, " " + SPICES.get(random.nextInt(SPICES.size())) + " ");
                case 2 -> mutant.set(at, SPICES.get(random.nextInt(SPICES.size())));
                default -> mutant.set(at, tokens.get(random.nextInt(tokens.size())));
            }
        }
        return String.join("", mutant);
    }

    private static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        return tokens;
    }
}
