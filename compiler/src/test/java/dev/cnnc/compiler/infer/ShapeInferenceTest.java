package dev.cnnc.compiler.infer;

import static dev.cnnc.compiler.elaborate.Sources.model;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.compiler.elaborate.Sources;
import dev.cnnc.compiler.graph.Graph;
import dev.cnnc.compiler.graph.GraphVerifier;
import dev.cnnc.compiler.graph.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapeInferenceTest {

    /**
     * LeNet-5 by hand: 156 + 2,416 + 48,120 + 10,164 + 850. Keras prints 34,826 for its example. The paper says 0.27
     * million for ResNet-20, whose shortcuts have no parameters.
     */
    @ParameterizedTest
    @CsvSource({"lenet5, 61706, 416520", "keras_mnist, 34826, 2440960", "cifar_resnet20, 269722, 40551040"})
    void samplesHaveTheParametersAndCostOfTheirPapers(String name, long parameters, long macs) throws IOException {
        Graph graph = new Sources().graph(Files.readString(Path.of("../samples", name + ".cnn")));
        GraphVerifier.verify(graph, "shape inference");
        assertEquals(parameters, trainable(graph));
        assertEquals(macs, graph.nodes().stream().mapToLong(Node::macs).sum());
    }

    private static long trainable(Graph graph) {
        return graph.nodes().stream()
                .flatMap(node -> node.parameters().stream())
                .filter(parameter -> parameter.parameter().trainable())
                .mapToLong(parameter -> parameter.parameter().count())
                .sum();
    }

    @Test
    void oneMistakeIsOneMessage() {
        Sources sources = new Sources();
        sources.infer(model("8x8x1", "a: conv(4, 9x9) relu conv(4, 20x20) dense(3) labels [\"x\"]"));
        assertEquals(1, sources.messages().size(), sources.messages().toString());
    }

    @Test
    void theMessageUnderlinesTheAttributeAndShowsTheWayThere() {
        Sources sources = new Sources();
        sources.infer(model("8x8x1", "conv(4, 3x3) maxpool(2) conv(2, kernel = 5x4)"));
        Diagnostic message = sources.diagnostics().all().get(0);
        assertEquals("5x4", message.span().text());
        assertEquals("input1 8x8x1 -> conv1 6x6x4 -> maxpool1 3x3x4", message.notes().get(0).text());
    }

    @Test
    void aLongWayIsCutInTheMiddle() {
        Sources sources = new Sources();
        sources.infer(model("8x8x1", "repeat 20 { relu } conv(2, 9x9)"));
        assertEquals(
                "input1 8x8x1 -> … -> relu15 8x8x1 -> relu16 8x8x1 -> "
                        + "relu17 8x8x1 -> relu18 8x8x1 -> relu19 8x8x1 -> relu20 8x8x1",
                sources.diagnostics().all().get(0).notes().get(0).text());
    }

    @Test
    void theShortcutThatAResidualIsToldToTakeMakesItFit() {
        Map<String, Integer> strides = Map.of("32x32x8", 2, "31x31x8", 2, "7x9x3", 3);
        strides.forEach((input, stride) -> {
            Sources sources = new Sources();
            String body = "conv(16, 3x3, stride = " + stride + ", padding = 1)";
            sources.infer(model(input, "residual { " + body + " }"));
            String hint = sources.diagnostics().all().get(0).hint();
            String shortcut = hint.substring(hint.indexOf("shortcut {"));
            new Sources().graph(model(input, "residual { " + body + " } " + shortcut));
        });
    }

    @Test
    void labelsAreCountedAgainstTheEndOfTheModel() {
        Sources sources = new Sources();
        sources.infer(model("1x1x4", "side { dense(2) output } dense(3) labels [\"a\", \"b\"]"));
        assertEquals(List.of("there are 2 labels, but the network gives 3 scores"), sources.messages());
    }

    @Test
    void sizesBeyondAnArrayAreRefused() {
        Sources sources = new Sources();
        sources.infer(model("50000x50000x1", "relu"));
        assertTrue(sources.messages().get(0).contains("2,500,000,000 elements"), sources.messages().toString());
        Sources deep = new Sources();
        deep.infer(model("1x1x40000", "dense(40000) dense(40000)"));
        assertTrue(deep.messages().get(0).contains("3,200,040,000 in the network so far"), deep.messages().toString());
    }
}
