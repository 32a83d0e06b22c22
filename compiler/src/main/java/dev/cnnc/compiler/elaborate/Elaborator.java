package dev.cnnc.compiler.elaborate;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.diagnostic.Diagnostics;
import dev.cnnc.compiler.value.Value;
import dev.cnnc.grammar.Span;
import dev.cnnc.grammar.tree.Declaration;
import dev.cnnc.grammar.tree.ModelFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Unfolds a file's model: parameters bound, expressions computed, blocks and repeats written out, every layer with its
 * attributes. One instance is for one file.
 */
public final class Elaborator {

    private final Diagnostics diagnostics;
    private final Bounds bounds = new Bounds();
    private final Evaluator evaluator;
    private final Library library;

    public Elaborator(SourceLoader loader, Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
        this.evaluator = new Evaluator(diagnostics, bounds);
        this.library = new Library(loader, evaluator, diagnostics);
    }

    /**
     * The network of a file's model.
     *
     * @param overrides values for the model's parameters, as text in the language: {@code classes} to {@code 100}
     * @return after errors, what could be understood, so that its shapes can be checked too; empty if that is nothing
     */
    public Optional<Network> elaborate(ModelFile file, Map<String, String> overrides) {
        try {
            FileScope scope = library.scope(file);
            return onlyModel(file).flatMap(model -> unfold(model, scope, overrides));
        } catch (Bounds.ExceededException e) {
            diagnostics.report(e.diagnostic());
            return Optional.empty();
        }
    }

    /** Reports what is wrong with the names that a file declares and imports, without unfolding anything. */
    public void declare(ModelFile file) {
        try {
            library.scope(file);
        } catch (Bounds.ExceededException e) {
            diagnostics.report(e.diagnostic());
        }
    }

    private Optional<Declaration.Model> onlyModel(ModelFile file) {
        List<Declaration.Model> models = file.declarations().stream()
                .filter(Declaration.Model.class::isInstance)
                .map(Declaration.Model.class::cast)
                .toList();
        if (models.isEmpty()) {
            diagnostics.report(Diagnostic.error(
                    DiagnosticCode.MISSING_MODEL,
                    new Span(file.span().file(), 0, 0),
                    "there is no model in this file",
                    file.declarations().stream().anyMatch(Declaration.Block.class::isInstance)
                            ? "its blocks are for models that import them; or write 'model name { … }'"
                            : "write 'model name { … }'"));
            return Optional.empty();
        }
        for (Declaration.Model other : models.subList(1, models.size())) {
            diagnostics.report(Diagnostic.error(
                            DiagnosticCode.DUPLICATE_NAME,
                            other.name().span(),
                            "a file holds one model",
                            "move this one to a file of its own; what both use can be imported")
                    .withNotes(List.of(new Diagnostic.Note(models.get(0).name().span(), "the first one is here"))));
        }
        return Optional.of(models.get(0));
    }

    private Optional<Network> unfold(Declaration.Model model, FileScope file, Map<String, String> overrides) {
        NetworkBuilder network = new NetworkBuilder(diagnostics);
        LayerReader reader = new LayerReader(evaluator, diagnostics, bounds);
        ParameterBinder binder = new ParameterBinder(evaluator, diagnostics, bounds);
        ModelSections sections = new ModelSections(reader, evaluator, diagnostics);
        Unfolder unfolder = new Unfolder(diagnostics, evaluator, bounds, network, reader, binder, sections);

        Map<String, Optional<Value>> values =
                new Overrides(evaluator, diagnostics).read(model, overrides, file);
        Scope parameters = Scope.of(file, List.of()).inner();
        binder.bind(model.parameters(), values, parameters, model.name().span(),
                "give the parameter a default, or set it on the command line: --set name=value");
        Frame frame = new Frame(
                parameters.inner(), Names.of(model.body()), Labels.of(model.body()), Frame.Place.MODEL, Tensor.NONE);
        unfolder.unfold(model.body(), frame);

        if (frame.current().equals(Tensor.NONE)) {
            diagnostics.report(Diagnostic.error(
                    DiagnosticCode.MISSING_INPUT,
                    model.name().span(),
                    "model '" + model.name() + "' has no layers",
                    "begin with its input: 'input(28x28x1)'"));
        }
        if (network.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(network.build(
                model.name().text(), frame.current(), sections));
    }
}
