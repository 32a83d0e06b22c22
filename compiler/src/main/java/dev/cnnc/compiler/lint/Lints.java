package dev.cnnc.compiler.lint;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.Diagnostic.Severity;
import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.diagnostic.Diagnostics;
import dev.cnnc.compiler.diagnostic.WarningLevels;
import java.util.List;
import java.util.Optional;

/** All warnings. */
public final class Lints {

    private static final List<Lint> ALL = List.of(
            new UnusedTensor(),
            new UnusedBlock(),
            new UnusedParameter(),
            new UnusedConstant(),
            new UnusedImport(),
            new BiasBeforeNorm(),
            new DropoutAtEnd(),
            new ProbabilitiesAsScores(),
            new ScoresAsProbabilities(),
            new StrideSkipsPixels(),
            new EdgeDropped(),
            new SmallReceptiveField(),
            new HeavyDense());

    private Lints() {}

    /** What can be warned of. */
    public static List<DiagnosticCode> codes() {
        return ALL.stream().map(Lint::code).toList();
    }

    /** Reports the warnings that the user wants; a denied one is an error. */
    public static void report(LintSubject subject, WarningLevels levels, Diagnostics diagnostics) {
        for (Lint lint : ALL) {
            Optional<Severity> severity = levels.severity(lint.code());
            if (severity.isPresent()) {
                for (Diagnostic warning : lint.find(subject)) {
                    diagnostics.report(warning.withSeverity(severity.get()));
                }
            }
        }
    }
}
