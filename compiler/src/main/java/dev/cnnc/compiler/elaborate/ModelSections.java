package dev.cnnc.compiler.elaborate;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.diagnostic.Diagnostics;
import dev.cnnc.compiler.train.TrainSettings;
import dev.cnnc.compiler.value.Value;
import dev.cnnc.grammar.Span;
import dev.cnnc.grammar.tree.Argument;
import dev.cnnc.grammar.tree.Statement;
import dev.cnnc.runtime.TrainInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a model says beside its layers: the labels of its classes and how it is trained. Each at most once. */
final class ModelSections {

    private final LayerReader reader;
    private final Evaluator evaluator;
    private final Diagnostics diagnostics;
    private Optional<Span> labelsAt = Optional.empty();
    private Optional<Span> trainAt = Optional.empty();
    private final Map<String, Span> settingsAt = new HashMap<>();
    private List<String> labels = List.of();
    private TrainInfo train = TrainSettings.defaults();

    ModelSections(LayerReader reader, Evaluator evaluator, Diagnostics diagnostics) {
        this.reader = reader;
        this.evaluator = evaluator;
        this.diagnostics = diagnostics;
    }

    List<String> labels() {
        return labels;
    }

    /** Where the labels stand, if the model has any. */
    Optional<Span> labelsAt() {
        return labelsAt;
    }

    TrainInfo train() {
        return train;
    }

    /** Where each setting of the train section stands. */
    Map<String, Span> settingsAt() {
        return settingsAt;
    }

    void readLabels(Statement.Labels statement, Frame frame) {
        Span keyword = keyword(statement.span(), "labels");
        if (!mayStand("labels", keyword, labelsAt, frame)) {
            return;
        }
        labelsAt = Optional.of(statement.names().span());
        Optional<Value> value = evaluator.value(statement.names(), frame.scope());
        if (value.isEmpty()) {
            return;
        }
        List<String> found = new ArrayList<>();
        Set<String> distinct = new HashSet<>();
        Optional<String> problem = Optional.empty();
        List<Value> elements = value.get() instanceof Value.Sequence sequence ? sequence.elements() : List.of();
        for (Value element : elements) {
            if (element instanceof Value.Text text) {
                found.add(text.value());
                problem = distinct.add(text.value()) ? problem : Optional.of("the label " + text + " is there twice");
            } else {
                problem = Optional.of("a label must be a text, found " + element.describe());
            }
        }
        if (elements.isEmpty()) {
            problem = Optional.of("labels must be a list of texts, found " + value.get().describe());
        }
        problem.ifPresent(message -> report(DiagnosticCode.LABELS, statement.names().span(), message, "", frame));
        labels = List.copyOf(found);
    }

    void readTrain(Statement.Train statement, Frame frame) {
        Span keyword = keyword(statement.span(), "train");
        if (!mayStand("train", keyword, trainAt, frame)) {
            return;
        }
        trainAt = Optional.of(keyword);
        statement.settings().forEach(setting -> settingsAt.put(setting.name().text(), setting.value().span()));
        reader.arguments(keyword, settings(statement), frame.scope())
                .flatMap(arguments -> TrainSettings.read(
                        arguments, TrainSettings.attributes(), TrainSettings.defaults(), diagnostics))
                .ifPresent(info -> train = info);
    }

    static List<Argument> settings(Statement.Train statement) {
        return statement.settings().stream()
                .map(setting -> new Argument(setting.span(), Optional.of(setting.name()), setting.value()))
                .toList();
    }

    private boolean mayStand(String what, Span keyword, Optional<Span> earlier, Frame frame) {
        if (frame.place() != Frame.Place.MODEL) {
            report(DiagnosticCode.MISPLACED, keyword, "'" + what + "' belongs to the model itself, not in here",
                    "move it to the end of the model", frame);
            return false;
        }
        if (earlier.isPresent()) {
            diagnostics.report(Diagnostic.error(
                            DiagnosticCode.DUPLICATE_NAME, keyword, "this model has '" + what + "' already", "")
                    .withNotes(List.of(new Diagnostic.Note(earlier.get(), "the first is here"))));
            return false;
        }
        return true;
    }

    private static Span keyword(Span statement, String word) {
        return new Span(
                statement.file(), statement.start(), Math.min(statement.end(), statement.start() + word.length()));
    }

    private void report(DiagnosticCode code, Span span, String message, String hint, Frame frame) {
        diagnostics.report(Diagnostic.error(code, span, message, hint).withNotes(frame.trail()));
    }
}
