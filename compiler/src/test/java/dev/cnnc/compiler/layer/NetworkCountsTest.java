package dev.cnnc.compiler.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cnnc.compiler.CheckedModel;
import dev.cnnc.compiler.Compiler;
import dev.cnnc.compiler.CompilerOptions;
import dev.cnnc.compiler.Outcome;
import dev.cnnc.compiler.graph.NamedParameter;
import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.tensor.Parameter;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Shapes, parameters and multiply-accumulates of whole networks, layer by layer, against figures that were computed
 * apart from this compiler.
 */
class NetworkCountsTest {

    /** What has neither parameters nor products, and stands in the figures in other ways. */
    private static final Set<String> LEFT_OUT = Set.of("input", "pad_channels");

    @ParameterizedTest
    @ValueSource(strings = {"lenet5", "keras_mnist", "cifar_resnet20"})
    void everyLayerHasTheShapeAndTheCountsOfTheReference(String name) throws IOException, URISyntaxException {
        List<Node> nodes = check(resource(name + ".cnn"));

        List<String> lines = new ArrayList<>();
        for (Node node : nodes) {
            LayerKind kind = node.layer().kind();
            boolean subsamples = node.layer() instanceof MaxPool pool && pool.window().kernel().equals(Extent.ONE);
            if (!LEFT_OUT.contains(kind.name()) && kind.category() != LayerKind.Category.ACTIVATION && !subsamples) {
                lines.add(kind.name() + " " + node.shape() + " " + counts(List.of(node)));
            }
        }
        lines.add("total - " + counts(nodes));

        List<String> expected = Files.readAllLines(resource(name + ".txt"));
        assertEquals(expected.subList(1, expected.size()), lines);
    }

    private static List<Node> check(Path file) {
        Outcome<CheckedModel> outcome = Compiler.check(file, CompilerOptions.defaults());
        assertEquals(List.of(), outcome.diagnostics());
        return outcome.result().orElseThrow().graph().nodes();
    }

    private static String counts(List<Node> nodes) {
        return parameters(nodes, parameter -> true) + " " + parameters(nodes, Parameter::trainable) + " "
                + nodes.stream().mapToLong(Node::macs).sum();
    }

    private static long parameters(List<Node> nodes, Predicate<Parameter> wanted) {
        return nodes.stream()
                .flatMap(node -> node.parameters().stream())
                .map(NamedParameter::parameter)
                .filter(wanted)
                .mapToLong(Parameter::count)
                .sum();
    }

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(NetworkCountsTest.class.getResource("networks/" + name).toURI());
    }
}
