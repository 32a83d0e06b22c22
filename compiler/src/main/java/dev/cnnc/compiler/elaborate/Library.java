package dev.cnnc.compiler.elaborate;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.diagnostic.Diagnostics;
import dev.cnnc.compiler.diagnostic.Suggestions;
import dev.cnnc.grammar.SourceFile;
import dev.cnnc.grammar.Span;
import dev.cnnc.grammar.tree.Declaration;
import dev.cnnc.grammar.tree.ModelFile;
import dev.cnnc.grammar.tree.Name;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads imported files, each once, and gathers what every file declares. */
final class Library {

    private final SourceLoader loader;
    private final Evaluator evaluator;
    private final Diagnostics diagnostics;
    private final Map<SourceFile, Optional<FileScope>> read = new IdentityHashMap<>();

    /** The files being read, the outermost first: one that imports a file in here closes a cycle. */
    private final List<SourceFile> open = new ArrayList<>();

    private int letters;

    Library(SourceLoader loader, Evaluator evaluator, Diagnostics diagnostics) {
        this.loader = loader;
        this.evaluator = evaluator;
        this.diagnostics = diagnostics;
    }

    /** The declarations of a file and of all that it imports. */
    FileScope scope(ModelFile file) {
        FileScope scope = new FileScope(evaluator, diagnostics);
        open.add(file.span().file());
        for (Declaration declaration : file.declarations()) {
            if (declaration instanceof Declaration.Block block) {
                scope.declare(block);
            } else if (declaration instanceof Declaration.Constant constant) {
                scope.declare(constant);
            } else if (declaration instanceof Declaration.Import imported) {
                take(imported, scope);
            }
        }
        open.remove(open.size() - 1);
        scope.computeConstants();
        return scope;
    }

    private void take(Declaration.Import imported, FileScope importer) {
        Optional<FileScope> source = open(imported);
        for (Name name : imported.names()) {
            if (source.isPresent() && !importer.takeFrom(source.get(), name)) {
                report(DiagnosticCode.IMPORT, name.span(),
                        "'" + imported.path().value() + "' declares no '" + name + "'",
                        Suggestions.hint(name.text(), source.get().names()));
            }
        }
    }

    private Optional<FileScope> open(Declaration.Import imported) {
        String path = imported.path().value();
        try {
            SourceFile file = loader.load(imported.span().file(), path);
            if (open.contains(file)) {
                String chain = open.subList(open.indexOf(file), open.size()).stream()
                        .map(SourceFile::name)
                        .collect(Collectors.joining(" imports "));
                report(DiagnosticCode.CYCLE, imported.path().span(),
                        "these files import each other: " + chain + " imports " + file.name(),
                        "move what both need to a file of its own");
                return Optional.empty();
            }
            Optional<FileScope> known = read.get(file);
            if (known == null) {
                letters += file.text().length();
                if (read.size() >= Bounds.IMPORTED_FILES || letters > Bounds.IMPORTED_LETTERS) {
                    report(DiagnosticCode.TOO_LARGE, imported.span(),
                            "at most " + Bounds.IMPORTED_FILES + " files, of together 4 MiB, can be imported", "");
                    return Optional.empty();
                }
                read.put(file, Optional.empty());
                known = SourceReader.read(file, diagnostics).map(this::scope);
                read.put(file, known);
            }
            return known;
        } catch (IOException e) {
            report(DiagnosticCode.IMPORT, imported.path().span(),
                    "cannot import \"" + path + "\": " + e.getMessage(), "");
            return Optional.empty();
        }
    }

    private void report(DiagnosticCode code, Span span, String message, String hint) {
        diagnostics.report(Diagnostic.error(code, span, message, hint));
    }
}
