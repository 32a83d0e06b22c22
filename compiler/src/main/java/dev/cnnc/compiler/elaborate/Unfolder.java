package dev.cnnc.compiler.elaborate;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.diagnostic.Diagnostics;
import dev.cnnc.compiler.graph.Origin;
import dev.cnnc.compiler.layer.CallArguments;
import dev.cnnc.compiler.layer.Layer;
import dev.cnnc.compiler.layer.LayerCatalogue;
import dev.cnnc.compiler.value.Value;
import dev.cnnc.grammar.SourceFile;
import dev.cnnc.grammar.Span;
import dev.cnnc.grammar.tree.Body;
import dev.cnnc.grammar.tree.Name;
import dev.cnnc.grammar.tree.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Unfolds bodies: every statement in order, each with the tensor of the one before. */
final class Unfolder {

    private final Diagnostics diagnostics;
    private final Evaluator evaluator;
    private final Bounds bounds;
    private final NetworkBuilder network;
    private final ModelSections sections;
    private final CallUnfolder calls;
    private boolean missingInputReported;

    Unfolder(
            Diagnostics diagnostics, Evaluator evaluator, Bounds bounds, NetworkBuilder network, LayerReader reader,
            ParameterBinder binder, ModelSections sections) {
        this.diagnostics = diagnostics;
        this.evaluator = evaluator;
        this.bounds = bounds;
        this.network = network;
        this.sections = sections;
        this.calls = new CallUnfolder(diagnostics, bounds, network, reader, binder, this);
    }

    void unfold(Body body, Frame frame) {
        bounds.enter("bodies", body.span(), frame.trail());
        bounds.spend(Bounds.SCOPE, body.span());
        List<Statement> statements = body.statements();
        for (int i = 0; i < statements.size(); i++) {
            bounds.spend(1, statements.get(i).span());
            frame.labels().moveTo(i);
            unfold(statements.get(i), frame);
        }
        bounds.leave();
    }

    private void unfold(Statement statement, Frame frame) {
        if (statement instanceof Statement.Call call) {
            calls.unfold(call, frame);
        } else if (statement instanceof Statement.Repeat repeat) {
            repeat(repeat, frame);
        } else if (statement instanceof Statement.Residual residual) {
            residual(residual, frame);
        } else if (statement instanceof Statement.Conditional conditional) {
            conditional(conditional, frame);
        } else if (statement instanceof Statement.Side side) {
            side(side, frame);
        } else if (statement instanceof Statement.Let let) {
            let(let, frame);
        } else if (statement instanceof Statement.Labels labels) {
            sections.readLabels(labels, frame);
        } else if (statement instanceof Statement.Train train) {
            sections.readTrain(train, frame);
        } else {
            throw new IllegalStateException("no rule for " + statement.getClass());
        }
    }

    private void let(Statement.Let let, Frame frame) {
        Optional<Span> earlier =
                frame.scope().define(let.name(), evaluator.definition(let.value(), frame.scope()));
        if (earlier.isPresent()) {
            reportDuplicate(let.name(), earlier.get(), "'" + let.name() + "' has a value already", "use another name",
                    frame);
        }
    }

    private void repeat(Statement.Repeat repeat, Frame frame) {
        repeat.label().ifPresent(label -> take(label, frame));
        OptionalLong count = evaluator.whole(repeat.count(), frame.scope(), "how often a body is repeated");
        if (count.isEmpty()) {
            frame.advance(Tensor.UNKNOWN);
        } else if (count.getAsLong() < 0 || count.getAsLong() > Bounds.TURNS) {
            report(DiagnosticCode.OUT_OF_RANGE, repeat.count().span(),
                    "a body is repeated from 0 to " + Bounds.TURNS + " times, found " + count.getAsLong(), "", frame);
            frame.advance(Tensor.UNKNOWN);
        } else {
            for (int turn = 0; turn < count.getAsLong(); turn++) {
                turn(repeat, turn, count.getAsLong(), frame);
            }
        }
        repeat.label().ifPresent(label -> frame.labels().define(label, frame.current()));
    }

    private void turn(Statement.Repeat repeat, int turn, long count, Frame frame) {
        List<Diagnostic.Note> trail = new ArrayList<>();
        String index = repeat.index().map(name -> ", " + name + " = " + turn).orElse("");
        String brief = "turn " + (turn + 1) + " of " + count;
        trail.add(new Diagnostic.Note(
                header(repeat.span(), repeat.body()), "in " + brief + index + ", of this repeat", brief, List.of()));
        trail.addAll(frame.trail());
        Scope scope = frame.scope().inner(trail);
        repeat.index().ifPresent(name -> scope.define(
                name, Optional.of(new Value.Whole(turn))));
        Names names = repeat.label().isPresent()
                ? frame.names().inner(repeat.label().get() + "." + turn, repeat.body())
                : frame.names();
        Frame inner = frame.inner(repeat.body(), scope.inner(), names, frame.innerPlace());
        unfold(repeat.body(), inner);
        frame.advance(inner.current());
    }

    private void residual(Statement.Residual residual, Frame frame) {
        Span header = header(residual.span(), residual.body());
        Names names;
        if (residual.label().isPresent()) {
            take(residual.label().get(), frame);
            Body[] bodies = residual.shortcut().isPresent()
                    ? new Body[] {residual.body(), residual.shortcut().get().body()}
                    : new Body[] {residual.body()};
            names = frame.names().inner(residual.label().get().text(), bodies);
        } else {
            names = frame.names();
        }
        Map<String, Span> places = new HashMap<>();
        places.put(Origin.RESIDUAL_BODY, residual.body().span());
        Tensor body = arm(residual.body(), names, frame);
        Tensor shortcut = frame.current();
        if (residual.shortcut().isPresent()) {
            Statement.Shortcut other = residual.shortcut().get();
            Optional<Boolean> isTaken = other.condition().isEmpty()
                    ? Optional.of(true)
                    : evaluator.truth(other.condition().get(), frame.scope(), "the condition of a shortcut");
            if (isTaken.orElse(false)) {
                places.put(Origin.RESIDUAL_SHORTCUT, other.body().span());
                shortcut = arm(other.body(), names, frame);
            } else if (isTaken.isEmpty()) {
                shortcut = Tensor.UNKNOWN;
            }
        }
        frame.advance(sum(body, shortcut, new Origin(
                names.path(names.automatic("add", header)), header, places, frame.trail()), frame));
        residual.label().ifPresent(label -> frame.labels().define(label, frame.current()));
    }

    private Tensor arm(Body body, Names names, Frame frame) {
        Frame inner = frame.inner(body, frame.scope().inner(), names, frame.innerPlace());
        unfold(body, inner);
        return inner.current();
    }

    private Tensor sum(Tensor body, Tensor shortcut, Origin origin, Frame frame) {
        if (body.equals(Tensor.NONE) || shortcut.equals(Tensor.NONE)) {
            reportMissingInput(origin.span(), frame);
            return Tensor.UNKNOWN;
        }
        if (!body.isKnown() || !shortcut.isKnown()) {
            return Tensor.UNKNOWN;
        }
        Layer add = LayerCatalogue.find("add")
                .flatMap(kind -> kind.read(new CallArguments(origin.span(), List.of()), diagnostics))
                .orElseThrow()
                .get(0);
        return network.add(origin, add, List.of(body, shortcut));
    }

    private void conditional(Statement.Conditional conditional, Frame frame) {
        Optional<Boolean> condition =
                evaluator.truth(conditional.condition(), frame.scope(), "the condition of 'if'");
        if (condition.isEmpty()) {
            frame.advance(Tensor.UNKNOWN);
            return;
        }
        Optional<Body> taken = condition.get() ? Optional.of(conditional.then()) : conditional.otherwise();
        if (taken.isPresent()) {
            Frame inner = frame.inner(taken.get(), frame.scope().inner(), frame.names(), frame.place());
            unfold(taken.get(), inner);
            frame.advance(inner.current());
        }
    }

    private void side(Statement.Side side, Frame frame) {
        Names names = innerNames(side.label(), frame, side.body());
        Frame inner = frame.inner(side.body(), frame.scope().inner(), names, Frame.Place.SIDE_PATH);
        int outputsBefore = calls.outputStatements();
        unfold(side.body(), inner);
        if (calls.outputStatements() == outputsBefore) {
            report(DiagnosticCode.SIDE_WITHOUT_OUTPUT, header(side.span(), side.body()),
                    "this side path has no output, so that nothing comes of it",
                    "end it with 'output(weight = 0.3)', or put its layers on the main path", frame);
        }
    }

    /** The scope of names for a body with or without a label. */
    Names innerNames(Optional<Name> label, Frame frame, Body body) {
        if (label.isEmpty()) {
            return frame.names();
        }
        take(label.get(), frame);
        return frame.names().inner(label.get().text(), body);
    }

    /** Registers a label, and reports it where another layer of the scope has it. */
    void take(Name label, Frame frame) {
        Optional<Span> earlier = frame.names().take(label);
        if (earlier.isEmpty()) {
            return;
        }
        if (earlier.get().equals(label.span())) {
            report(DiagnosticCode.DUPLICATE_NAME, label.span(),
                    "each turn of the repeat would call a layer '" + label + "'",
                    "label the repeat too, so that each turn has names of its own: 'stage: repeat …'", frame);
        } else {
            reportDuplicate(label, earlier.get(), "there is a layer '" + label + "' in this scope already",
                    "weights are stored under these names: use another", frame);
        }
    }

    /** Reports, once for a model, that something needs a tensor before there is one. */
    void reportMissingInput(Span span, Frame frame) {
        if (!missingInputReported) {
            missingInputReported = true;
            report(DiagnosticCode.MISSING_INPUT, span, "there is no tensor yet that this could take",
                    "a model begins with its input: 'input(28x28x1)'", frame);
        }
    }

    /** A statement up to its body. */
    private static Span header(Span statement, Body body) {
        SourceFile file = statement.file();
        int end = body.span().start();
        while (end > statement.start() + 1 && Character.isWhitespace(file.text().charAt(end - 1))) {
            end--;
        }
        return new Span(file, statement.start(), end);
    }

    private void reportDuplicate(Name name, Span earlier, String message, String hint, Frame frame) {
        List<Diagnostic.Note> notes = new ArrayList<>();
        notes.add(new Diagnostic.Note(earlier, "the first one is here"));
        notes.addAll(frame.trail());
        diagnostics.report(
                Diagnostic.error(DiagnosticCode.DUPLICATE_NAME, name.span(), message, hint).withNotes(notes));
    }

    private void report(DiagnosticCode code, Span span, String message, String hint, Frame frame) {
        diagnostics.report(Diagnostic.error(code, span, message, hint).withNotes(frame.trail()));
    }
}
