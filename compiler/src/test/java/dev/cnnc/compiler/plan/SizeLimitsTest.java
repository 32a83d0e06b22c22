package dev.cnnc.compiler.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.compiler.Models;
import dev.cnnc.compiler.Outcome;
import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizeLimitsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "a training step | input(8000x8000x3) conv(16, 3x3) relu conv(16, 3x3) relu conv(16, 3x3) global_avgpool",
        "elements        | input(4000x4000x3) conv(512, 3x3) global_avgpool",
        "layers          | input(1x1x4) repeat 2600 { dense(4) relu }",
        "numbers         | input(1x1x100000) dense(100000)",
    })
    void aNetworkThatIsTooLargeGivesAMessage(String word, String body) {
        Outcome<?> outcome = Models.attempt("model net { " + body + " dense(2) softmax }");
        assertFalse(outcome.succeeded());
        List<Diagnostic> errors = outcome.diagnostics().stream()
                .filter(diagnostic -> diagnostic.severity() == Diagnostic.Severity.ERROR)
                .toList();
        assertEquals(1, errors.size(), errors.toString());
        assertEquals(DiagnosticCode.TOO_LARGE, errors.get(0).code());
        String message = errors.get(0).message();
        assertTrue(message.contains(word.strip()), message);
    }
}
