package dev.cnnc.compiler.elaborate;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.diagnostic.Diagnostics;
import dev.cnnc.grammar.SourceFile;
import dev.cnnc.grammar.SyntaxError;
import dev.cnnc.grammar.SyntaxReader;
import dev.cnnc.grammar.tree.ModelFile;
import java.util.Optional;

/** Reads sources and reports what is not the language. */
public final class SourceReader {

    private static final long LANGUAGE_VERSION = 1;

    private SourceReader() {}

    /** The tree of a file, or empty after errors were reported. */
    public static Optional<ModelFile> read(SourceFile file, Diagnostics diagnostics) {
        SyntaxReader.Result result = SyntaxReader.read(file);
        for (SyntaxError error : result.errors()) {
            diagnostics.report(
                    Diagnostic.error(DiagnosticCode.SYNTAX, error.span(), error.message(), error.hint()));
        }
        result.tree().flatMap(ModelFile::version).filter(version -> version.number() != LANGUAGE_VERSION)
                .ifPresent(version -> diagnostics.report(Diagnostic.error(
                        DiagnosticCode.UNSUPPORTED_VERSION,
                        version.span(),
                        "this is version " + version.number() + " of the language; this compiler knows version "
                                + LANGUAGE_VERSION,
                        "")));
        return result.tree();
    }
}
