package dev.cnnc.compiler.elaborate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.diagnostic.Diagnostics;
import dev.cnnc.compiler.graph.Graph;
import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.infer.ShapeInference;
import dev.cnnc.grammar.SourceFile;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Sources in memory, and what the front end makes of them. */
public final class Sources implements SourceLoader {

    private final Map<String, SourceFile> files = new HashMap<>();
    private final Diagnostics diagnostics = new Diagnostics();
    private final Map<String, String> overrides = new HashMap<>();

    /** A file that others may import. */
    public Sources with(String name, String text) {
        files.put(name, new SourceFile(name, text));
        return this;
    }

    public Sources set(String parameter, String value) {
        overrides.put(parameter, value);
        return this;
    }

    @Override
    public SourceFile load(SourceFile importer, String path) throws IOException {
        return Optional.ofNullable(files.get(path)).orElseThrow(() -> new IOException("there is no such file"));
    }

    public Optional<Network> elaborate(String text) {
        return SourceReader.read(new SourceFile("test.cnn", text), diagnostics)
                .flatMap(tree -> new Elaborator(this, diagnostics).elaborate(tree, overrides));
    }

    /** The graph of a model without errors. */
    public Graph graph(String text) {
        Optional<Graph> graph = infer(text);
        assertEquals(List.of(), messages());
        return graph.orElseThrow();
    }

    public Optional<Graph> infer(String text) {
        return elaborate(text).flatMap(network -> new ShapeInference(diagnostics).infer(network));
    }

    /** {@code body} behind an input of a size. */
    public static String model(String input, String body) {
        return "model net {\n  input(" + input + ")\n" + body + "\n}";
    }

    /** {@code conv1 26x26x8} and so on, one for each layer. */
    public static List<String> shapes(Graph graph) {
        return graph.nodes().stream()
                .map(node -> node.origin().path() + " " + node.shape())
                .toList();
    }

    /** {@code add1(conv1, input)} and so on, one for each layer. */
    public static List<String> wires(Graph graph) {
        Map<Integer, Node> nodes = graph.byId();
        return graph.nodes().stream()
                .map(node -> node.origin().path()
                        + node.inputs().stream()
                                .map(input -> nodes.get(input).origin().path())
                                .collect(Collectors.joining(", ", "(", ")")))
                .toList();
    }

    /** Errors only. */
    public List<String> messages() {
        return diagnostics.all().stream()
                .filter(diagnostic -> diagnostic.severity() == Diagnostic.Severity.ERROR)
                .map(Diagnostic::message)
                .toList();
    }

    public Diagnostics diagnostics() {
        return diagnostics;
    }
}
