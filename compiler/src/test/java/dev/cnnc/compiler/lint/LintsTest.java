package dev.cnnc.compiler.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.compiler.CheckedModel;
import dev.cnnc.compiler.Compiler;
import dev.cnnc.compiler.CompilerOptions;
import dev.cnnc.compiler.Outcome;
import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.Diagnostic.Severity;
import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.diagnostic.WarningLevels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Warnings where they belong, and silence beside that; what they say is on the pages of {@code docs/errors}. */
class LintsTest {

    /** All warnings, those that are off by default too. */
    private static final WarningLevels ALL =
            new WarningLevels(Set.of(), EnumSet.of(DiagnosticCode.EDGE_DROPPED), Set.of(), false);

    @TempDir
    private Path folder;

    private Outcome<CheckedModel> check(String source, WarningLevels levels) throws IOException {
        Path file = Files.writeString(folder.resolve("net.cnn"), source);
        return Compiler.check(file, CompilerOptions.defaults().withWarnings(levels));
    }

    private String warnings(String source) throws IOException {
        Outcome<CheckedModel> outcome = check(source, ALL);
        assertTrue(outcome.succeeded(), outcome.toString());
        return outcome.diagnostics().stream()
                .map(diagnostic -> diagnostic.code().slug() + " at " + diagnostic.span().text().replaceAll("\\(.*", ""))
                .collect(Collectors.joining("; "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        // What nothing uses.
        "28x28x1 | a: conv(8, 3x3) b: a -> relu a -> flatten dense(3)    | unused-tensor at relu",
        "28x28x1 | conv(8, 3x3) side { flatten dense(3) output } relu    | ``",
        "28x28x1 | let n = 3 conv(8, 3x3)                                | unused-constant at n",
        "28x28x1 | let n = 3 repeat n { let m = n conv(m, 3x3) }         | ``",
        "28x28x1 | if true { let n = 3 relu }                            | unused-constant at n",
        // A bias before batch norm.
        "28x28x1 | conv(8, 3x3) bn                                       | bias-before-norm at conv",
        "28x28x1 | depthwise_conv(3x3) bn                                | bias-before-norm at depthwise_conv",
        "28x28x1 | conv(8, 3x3) instance_norm                           | bias-before-norm at conv",
        "28x28x1 | conv(8, 3x3) layer_norm                              | ``",
        "28x28x1 | flatten dense(8) bn                                   | bias-before-norm at dense",
        "28x28x1 | conv(8, 3x3, bias = true) bn                          | ``",
        "28x28x1 | conv(8, 3x3, bias = 1 > 0) bn                         | ``",
        "28x28x1 | conv(8, 3x3) relu bn                                  | ``",
        "28x28x1 | a: conv(8, 3x3) n: bn a, n -> add                     | ``",
        // Dropout behind the last layer.
        "28x28x1 | flatten dense(8) dropout(0.5) softmax                 | dropout-at-end at dropout",
        "28x28x1 | conv(3, 3x3) dropout(0.5) relu flatten                | dropout-at-end at dropout",
        "28x28x1 | conv(3, 3x3) spatial_dropout(0.5)                    | dropout-at-end at spatial_dropout",
        "28x28x1 | flatten dropout(0.5) dense(8) softmax                 | ``",
        "28x28x1 | flatten dense(9) side { dropout(0.5) output } dense(8)| dropout-at-end at dropout",
        // Softmax of probabilities.
        "28x28x1 | flatten dense(8) softmax softmax                      | probabilities-as-scores at softmax",
        "28x28x1 | flatten dense(8) sigmoid softmax                      | probabilities-as-scores at softmax",
        "28x28x1 | flatten dense(8) sigmoid                              | probabilities-as-scores at sigmoid",
        "28x28x1 | flatten dense(8) sigmoid output(loss = mse)           | ``",
        "28x28x1 | flatten dense(8) softmax dense(8) softmax             | ``",
        "28x28x1 | conv(8, 3x3) softmax flatten                          | probabilities-as-scores at flatten",
        "28x28x1 | flatten dense(8) log_softmax                          | ``",
        "28x28x1 | conv(8, 15x15) softmax global_avgpool                 | ``",
        "28x28x1 | conv(8, 15x15) softmax global_avgpool softmax         | probabilities-as-scores at softmax",
        "28x28x1 | conv(8, 15x15) softmax avgpool(2) flatten             | probabilities-as-scores at flatten",
        "28x28x1 | flatten dense(8) softmax output(loss = cross_entropy(reads = logits)) "
                + "| probabilities-as-scores at softmax",
        "28x28x1 | flatten dense(8) sigmoid output(loss = binary_cross_entropy)               | ``",
        "28x28x1 | flatten dense(8) sigmoid output(loss = binary_cross_entropy(reads = logits)) "
                + "| probabilities-as-scores at sigmoid",
        // Scores where probabilities are wanted.
        "28x28x1 | flatten dense(8) output(loss = cross_entropy(reads = probabilities)) "
                + "| scores-as-probabilities at dense",
        "28x28x1 | conv(8, 28x28) flatten output(loss = binary_cross_entropy(reads = probabilities)) "
                + "| scores-as-probabilities at flatten",
        "28x28x1 | flatten dense(8) log_softmax output(loss = cross_entropy(reads = probabilities)) "
                + "| scores-as-probabilities at log_softmax",
        "28x28x1 | flatten dense(8) softmax output(loss = cross_entropy(reads = probabilities)) | ``",
        "28x28x1 | flatten dense(8) relu output(loss = cross_entropy(reads = probabilities))    | ``",
        // Pixels that nothing reads.
        "28x28x1 | conv(8, 1x1, stride = 2)                     | stride-skips-pixels at conv",
        "28x28x1 | maxpool(2, stride = 3, padding = 1)          | stride-skips-pixels at maxpool",
        "29x29x1 | conv(8, 3x3, stride = 2, dilation = 2)       | stride-skips-pixels at conv",
        "29x29x1 | conv(8, 3x3, stride = 3, dilation = 2)       | ``",
        "29x29x1 | residual { conv(8, 3x3, stride = 2, padding = 1) } shortcut { conv(8, 1x1, stride = 2) } | ``",
        "29x29x1 | residual { conv(8, 1x1, stride = 2) } shortcut { conv(8, 1x1, stride = 2) } | ``",
        "29x29x1 | concat { branch { maxpool(2, stride = 3) } branch { conv(8, 1x1, stride = 3) } } "
                + "| stride-skips-pixels at maxpool; stride-skips-pixels at conv",
        "1x1x8   | conv(8, 1x1, stride = 2)                              | ``",
        "2x2x8   | maxpool(2, stride = 3)                                | ``",
        "11x11x1 | maxpool(2)                                            | edge-dropped at maxpool",
        "11x12x1 | maxpool(2)                                            | edge-dropped at maxpool",
        "11x11x1 | maxpool(2, ceil = true)                               | ``",
        "224x224x3 | conv(64, 7x7, stride = 2, padding = 3)              | ``",
        // The receptive field.
        "28x28x1 | conv(8, 3x3) relu global_avgpool dense(8)             | receptive-field at global_avgpool",
        "28x28x1 | conv(8, 13x13) relu global_avgpool dense(8)           | receptive-field at global_avgpool",
        "28x28x1 | conv(8, 14x14) relu global_avgpool dense(8)           | ``",
        "28x28x1 | conv(8, 3x3) relu flatten dense(8)                    | ``",
        "28x28x1 | conv(8, 3x3)                                          | ``",
        "28x28x1 | multiply { branch {} branch { global_avgpool dense(1) } } conv(8, 3x3) global_avgpool dense(8) | ``",
        "28x28x1 | conv(8, 3x3, stride = 3, padding = 1) conv(8, 5x5) global_avgpool | ``",
        // A heavy dense layer.
        "64x64x3 | conv(16, 3x3) flatten dense(20)                       | dense-heavy at dense",
        "64x64x3 | conv(16, 3x3) flatten dense(15)                       | ``",
        "64x64x3 | flatten dense(200)                                    | ``",
    })
    void whatIsMostLikelyNotMeantIsWarnedOf(String input, String body, String expected) throws IOException {
        assertEquals(expected, warnings("model net {\n input(" + input + ")\n" + body + "\n}"));
    }

    @Test
    void declarationsThatNothingMentionsAreWarnedOf() throws IOException {
        Files.writeString(folder.resolve("more.cnn"), "let four = 4 let five = 5 block six(seven) { relu }");
        assertEquals("unused-block at idle; unused-parameter at q; unused-parameter at classes; "
                + "unused-constant at one; unused-import at five", warnings("""
                import four, five, six from "more.cnn"
                let one = 1
                let two = 2
                block idle { relu }
                block unit(p, q = p) { conv(p * two, 3x3) }
                model net(classes = 10, size = 8) {
                  input(8x8x1)
                  unit(size)
                  six(four)
                }
                """));
    }

    @Test
    void aPlaceInABlockIsWarnedOfOnceWithTheWayThere() throws IOException {
        List<Diagnostic> warnings = check("""
                block unit(filters) { conv(filters, 3x3, padding = 1) bn }
                model net {
                  input(28x28x1)
                  repeat 5 { unit(8) }
                }
                """, ALL).diagnostics();
        assertEquals(1, warnings.size());
        assertEquals(2, warnings.get(0).notes().size());
    }

    @Test
    void warningsAreSwitchedOffOnAndMadeErrors() throws IOException {
        String biased = "model net { input(11x11x1) conv(8, 2x2, stride = 2) bn }";
        DiagnosticCode bias = DiagnosticCode.BIAS_BEFORE_NORM;
        DiagnosticCode edge = DiagnosticCode.EDGE_DROPPED;
        assertEquals(List.of(bias), codes(check(biased, WarningLevels.defaults())));
        assertEquals(List.of(), codes(check(biased, new WarningLevels(Set.of(bias), Set.of(), Set.of(bias), true))));
        assertEquals(List.of(bias, edge),
                codes(check(biased, new WarningLevels(Set.of(), Set.of(edge), Set.of(), false))));

        Outcome<CheckedModel> denied = check(biased, new WarningLevels(Set.of(), Set.of(), Set.of(edge), false));
        assertFalse(denied.succeeded());
        assertEquals(List.of(Severity.WARNING, Severity.ERROR), severities(denied));
        assertEquals(List.of(Severity.ERROR),
                severities(check(biased, new WarningLevels(Set.of(), Set.of(), Set.of(), true))));
    }

    private static List<DiagnosticCode> codes(Outcome<CheckedModel> outcome) {
        assertTrue(outcome.succeeded());
        return outcome.diagnostics().stream().map(Diagnostic::code).toList();
    }

    private static List<Severity> severities(Outcome<CheckedModel> outcome) {
        return outcome.diagnostics().stream().map(Diagnostic::severity).toList();
    }
}
