package dev.cnnc.compiler.elaborate;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.diagnostic.Diagnostics;
import dev.cnnc.compiler.diagnostic.Suggestions;
import dev.cnnc.compiler.graph.Origin;
import dev.cnnc.compiler.layer.Layer;
import dev.cnnc.compiler.layer.LayerCatalogue;
import dev.cnnc.compiler.layer.LayerKind;
import dev.cnnc.compiler.layer.Output;
import dev.cnnc.compiler.value.Value;
import dev.cnnc.grammar.Span;
import dev.cnnc.grammar.tree.Body;
import dev.cnnc.grammar.tree.Declaration;
import dev.cnnc.grammar.tree.Name;
import dev.cnnc.grammar.tree.ParameterDeclaration;
import dev.cnnc.grammar.tree.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Unfolds calls: of layers, of blocks, and of {@code output}. */
final class CallUnfolder {

    private final Diagnostics diagnostics;
    private final Bounds bounds;
    private final NetworkBuilder network;
    private final LayerReader reader;
    private final ParameterBinder binder;
    private final Unfolder bodies;

    /** The blocks being unfolded, the outermost first. */
    private final Deque<Declaration.Block> active = new ArrayDeque<>();

    private int outputStatements;

    CallUnfolder(
            Diagnostics diagnostics, Bounds bounds, NetworkBuilder network, LayerReader reader, ParameterBinder binder,
            Unfolder bodies) {
        this.diagnostics = diagnostics;
        this.bounds = bounds;
        this.network = network;
        this.reader = reader;
        this.binder = binder;
        this.bodies = bodies;
    }

    /** How many outputs were met so far, sound or not. */
    int outputStatements() {
        return outputStatements;
    }

    void unfold(Statement.Call call, Frame frame) {
        List<Tensor> inputs = inputs(call, frame);
        Optional<FileScope.Block> block = frame.scope().file().block(call.name().text());
        Optional<LayerKind> kind = LayerCatalogue.find(call.name().text());
        Tensor result = Tensor.UNKNOWN;
        if (block.isPresent()) {
            result = block(call, block.get(), inputs, frame);
        } else if (kind.isPresent()) {
            result = layer(call, kind.get(), inputs, frame);
        } else {
            bounds.spend(Bounds.MESSAGE, call.name().span());
            Set<String> known = new LinkedHashSet<>(frame.scope().file().blockNames());
            known.addAll(LayerCatalogue.names());
            report(DiagnosticCode.UNKNOWN_LAYER, call.name().span(),
                    "there is no layer or block named '" + call.name() + "'",
                    ForeignNames.find(call.name().text())
                            .map(name -> "here it is called '" + name + "'")
                            .orElseGet(() -> Suggestions.hint(call.name().text(), known)),
                    frame);
        }
        frame.advance(result);
        if (call.label().isPresent()) {
            frame.labels().define(call.label().get(), result);
        }
    }

    private List<Tensor> inputs(Statement.Call call, Frame frame) {
        List<Tensor> named = new ArrayList<>();
        for (Name name : call.inputs()) {
            named.add(tensor(name, frame));
        }
        List<Tensor> before = named.isEmpty() ? List.of(frame.current()) : named;
        if (call.branches().isEmpty()) {
            return before;
        }
        if (before.size() > 1) {
            report(DiagnosticCode.WRONG_INPUT_COUNT, call.inputs().get(1).span(),
                    "branches begin with one tensor, found " + before.size(), "", frame);
        }
        List<Tensor> ends = new ArrayList<>();
        for (Statement.Branch branch : call.branches()) {
            Names names = bodies.innerNames(branch.label(), frame, branch.body());
            Frame inner = frame.inner(branch.body(), frame.scope().inner(), names, frame.innerPlace());
            inner.advance(before.get(0));
            bodies.unfold(branch.body(), inner);
            ends.add(inner.current());
        }
        return ends;
    }

    private Tensor tensor(Name name, Frame frame) {
        Optional<Tensor> found = frame.labels().find(name.text());
        if (found.isEmpty()) {
            Diagnostic missing = frame.labels().explainMissing(name, bounds);
            List<Diagnostic.Note> notes = new ArrayList<>(missing.notes());
            notes.addAll(frame.trail());
            diagnostics.report(missing.withNotes(notes));
        }
        return found.orElse(Tensor.UNKNOWN);
    }

    private Tensor layer(Statement.Call call, LayerKind kind, List<Tensor> inputs, Frame frame) {
        Span span = span(call);
        boolean isInput = kind.maximumInputs() == 0;
        Optional<List<Layer>> layers = reader.read(kind, call, frame.scope());
        boolean isSound = isInput ? mayBegin(call, frame) : takes(kind, call, inputs, frame);
        if (kind.category() == LayerKind.Category.ENDS && !isInput) {
            Tensor tensor = isSound ? inputs.get(0) : Tensor.UNKNOWN;
            outputStatements++;
            if (tensor.isKnown() && layers.isPresent()) {
                mark((Output) layers.get().get(0), tensor, call, frame);
            }
            return tensor;
        }
        String name = name(call.label(), kind.name(), span, frame);
        if (layers.isEmpty() || !isSound || !isInput && !inputs.stream().allMatch(Tensor::isKnown)) {
            return Tensor.UNKNOWN;
        }
        Map<String, Span> places = LayerReader.places(kind, call.arguments());
        List<Tensor> taken = isInput ? List.of() : inputs;
        Function<String, Origin> origin = path -> new Origin(frame.names().path(path), span, places, frame.trail());
        if (kind.isPairwise()) {
            taken = pair(layers.get().get(0), inputs, name, origin);
        }
        List<Layer> made = layers.get();
        for (int i = 0; i < made.size(); i++) {
            String own = i < kind.parts().size()
                    ? name + "." + kind.parts().get(i)
                    : i == 0 ? name : frame.names().automatic(made.get(i).kind().name(), span);
            taken = List.of(network.add(origin.apply(own), made.get(i), taken));
        }
        return taken.get(0);
    }

    /** Takes tensors two at a time until two are left. */
    private List<Tensor> pair(Layer layer, List<Tensor> inputs, String name, Function<String, Origin> origin) {
        Tensor left = inputs.get(0);
        for (int i = 1; i < inputs.size() - 1; i++) {
            left = network.add(origin.apply(name + "." + i), layer, List.of(left, inputs.get(i)));
        }
        return List.of(left, inputs.get(inputs.size() - 1));
    }

    /** The call without its label and inputs, and without branches, which may be many lines. */
    private static Span span(Statement.Call call) {
        Span name = call.name().span();
        if (call.branches().isEmpty()) {
            return name.to(new Span(name.file(), name.start(), call.span().end()));
        }
        return call.arguments().isEmpty()
                ? name
                : name.to(call.arguments().get(call.arguments().size() - 1).span());
    }

    private boolean mayBegin(Statement.Call call, Frame frame) {
        boolean isFirst = network.isEmpty() && call.inputs().isEmpty() && call.branches().isEmpty();
        if (!isFirst) {
            report(DiagnosticCode.MISPLACED, call.name().span(),
                    "'" + call.name() + "' is the first layer of a model, and there is only one",
                    "more inputs are not in this version of the language", frame);
        }
        return isFirst;
    }

    private boolean takes(LayerKind kind, Statement.Call call, List<Tensor> inputs, Frame frame) {
        if (inputs.contains(Tensor.NONE)) {
            bodies.reportMissingInput(span(call), frame);
            return false;
        }
        int count = inputs.size();
        if (count >= kind.minimumInputs() && count <= kind.maximumInputs()) {
            return true;
        }
        boolean tooFew = count < kind.minimumInputs();
        int wanted = tooFew ? kind.minimumInputs() : kind.maximumInputs();
        String range = kind.minimumInputs() == kind.maximumInputs() ? "" : tooFew ? "at least " : "at most ";
        report(DiagnosticCode.WRONG_INPUT_COUNT, span(call),
                "'" + kind.name() + "' takes " + range + wanted + (wanted == 1 ? " tensor" : " tensors") + ", found "
                        + count,
                tooFew
                        ? "name them before an arrow, 'a, b -> " + kind.name() + "', or give it branches"
                        : "join them first, with add or concat",
                frame);
        return false;
    }

    /** An output is no layer of the network; its label is the name of the output. */
    private void mark(Output output, Tensor tensor, Statement.Call call, Frame frame) {
        Origin origin = new Origin(
                frame.names().path(call.label().map(Name::text).orElse("output")),
                span(call),
                LayerReader.places(output.kind(), call.arguments()),
                frame.trail());
        Optional<String> name = call.label().map(label -> frame.names().path(label.text()));
        boolean auxiliary = output.auxiliary().orElse(frame.place() == Frame.Place.SIDE_PATH);
        network.addOutput(name, tensor, output.loss(), output.weight(), auxiliary, origin);
    }

    private String name(Optional<Name> label, String kind, Span span, Frame frame) {
        if (label.isEmpty()) {
            return frame.names().automatic(kind, span);
        }
        bodies.take(label.get(), frame);
        return label.get().text();
    }

    private Tensor block(Statement.Call call, FileScope.Block block, List<Tensor> inputs, Frame frame) {
        Declaration.Block declaration = block.declaration();
        Map<String, Optional<Value>> values =
                binder.arguments(call.name(), declaration.parameters(), call.arguments(), frame.scope());
        String name = name(call.label(), call.name().text(), call.name().span(), frame);
        if (inputs.size() != 1 || !call.branches().isEmpty()) {
            report(DiagnosticCode.WRONG_INPUT_COUNT, span(call),
                    "a block takes one tensor, found " + inputs.size(), "join them first, with add or concat", frame);
            return Tensor.UNKNOWN;
        }
        if (isActive(declaration)) {
            reportRecursion(call, declaration, frame);
            return Tensor.UNKNOWN;
        }
        Scope outer = Scope.of(block.file(), frame.trail());
        Scope parameters = outer.inner();
        binder.bind(declaration.parameters(), values, parameters, span(call),
                "give it in the call, or give the parameter a default");
        Scope scope = parameters.inner(trail(call, declaration, parameters, frame));
        Body body = declaration.body();
        Names names = frame.names().inner(name, body);
        Frame inner = new Frame(scope, names, Labels.of(body), frame.innerPlace(), inputs.get(0));
        active.addLast(declaration);
        bodies.unfold(body, inner);
        active.removeLast();
        return inner.current();
    }

    private static List<Diagnostic.Note> trail(
            Statement.Call call, Declaration.Block block, Scope parameters, Frame frame) {
        String values = block.parameters().stream()
                .map(ParameterDeclaration::name)
                .map(name -> name + " = " + brief(parameters, name))
                .collect(Collectors.joining(", "));
        List<Diagnostic.Note> trail = new ArrayList<>();
        String where = "in block '" + block.name() + "'" + (values.isEmpty() ? "" : " with " + values);
        trail.add(new Diagnostic.Note(span(call), where + ", called here"));
        trail.addAll(frame.trail());
        return trail;
    }

    private static String brief(Scope parameters, Name name) {
        return parameters.find(name.text()).flatMap(Scope.Binding::value).map(LayerReader::brief).orElse("?");
    }

    private boolean isActive(Declaration.Block block) {
        return active.stream().anyMatch(other -> other == block);
    }

    private void reportRecursion(Statement.Call call, Declaration.Block block, Frame frame) {
        List<String> chain = new ArrayList<>();
        Iterator<Declaration.Block> outward = active.descendingIterator();
        chain.add(block.name().text());
        for (Declaration.Block caller = null; caller != block; ) {
            caller = outward.next();
            chain.add(0, caller.name().text());
        }
        report(DiagnosticCode.CYCLE, call.name().span(),
                "block '" + block.name() + "' is used within itself: " + String.join(" -> ", chain),
                "use 'repeat' to write a block several times", frame);
    }

    private void report(DiagnosticCode code, Span span, String message, String hint, Frame frame) {
        diagnostics.report(Diagnostic.error(code, span, message, hint).withNotes(frame.trail()));
    }
}
