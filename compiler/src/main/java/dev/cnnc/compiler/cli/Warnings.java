package dev.cnnc.compiler.cli;

import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.diagnostic.Suggestions;
import dev.cnnc.compiler.diagnostic.WarningLevels;
import dev.cnnc.runtime.CnncException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** The options of a command that say which warnings are wanted. */
final class Warnings {

    @Option(
            names = "--allow",
            paramLabel = "CODE",
            split = ",",
            description = "Do not give this warning, such as W0201 or bias-before-norm.")
    private List<String> allowed = new ArrayList<>();

    @Option(
            names = "--warn",
            paramLabel = "CODE",
            split = ",",
            description = "Give this warning, which is off unless asked for.")
    private List<String> wanted = new ArrayList<>();

    @Option(names = "--deny", paramLabel = "CODE", split = ",", description = "Take this warning for an error.")
    private List<String> denied = new ArrayList<>();

    @Option(names = "--deny-warnings", description = "Take every warning for an error.")
    private boolean denyAll;

    WarningLevels levels() {
        return new WarningLevels(codes(allowed), codes(wanted), codes(denied), denyAll);
    }

    private static Set<DiagnosticCode> codes(List<String> texts) {
        Set<DiagnosticCode> codes = EnumSet.noneOf(DiagnosticCode.class);
        for (String text : texts) {
            codes.add(DiagnosticCode.find(text)
                    .filter(DiagnosticCode::isWarning)
                    .orElseThrow(() -> new CnncException("there is no warning '" + text + "'; " + help(text))));
        }
        return codes;
    }

    private static String help(String text) {
        if (DiagnosticCode.find(text).isPresent()) {
            return "an error stays one";
        }
        String hint = Suggestions.hint(text, DiagnosticCode.names());
        return hint.isEmpty() ? "'cnnc explain' lists them" : hint;
    }
}
