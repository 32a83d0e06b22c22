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
        assertEquals("its input is 3x3x4", message.notes().get(0).text());
        assertEquals(List.of(
                "input1    8x8x1  input(8x8x1)",
                "conv1     6x6x4  conv(4, 3x3)",
                "maxpool1  3x3x4  maxpool(2)"), message.notes().get(0).details());
    }

    @Test
    void theMessageHasTheCalculationWithTheNumbersIn() {
        Sources sources = new Sources();
        sources.infer(model("8x5x1", "conv(4, 9x7, stride = 2, padding = [[0, 0], [1, 0]])"));
        assertEquals(List.of(
                "height: (8 - 9 + 2*0)/2 + 1 = 0, rounded down",
                "width:  (5 - 7 + (1 + 0))/2 + 1 = 0, rounded down"),
                sources.diagnostics().all().get(0).notes().get(1).details());
    }

    @Test
    void ofALongWayTheLayersThatChangeTheShapeAreShown() {
        Sources sources = new Sources();
        sources.infer(model("20x20x1", "repeat 9 { conv(2, 3x3)  relu }  conv(2, 9x9)"));
        assertEquals(List.of(
                "input1  20x20x1  input(20x20x1)",
                "…",
                "conv5   10x10x2  conv(2, 3x3)    turn 5 of 9",
                "conv6   8x8x2    conv(2, 3x3)    turn 6 of 9",
                "conv7   6x6x2    conv(2, 3x3)    turn 7 of 9",
                "conv8   4x4x2    conv(2, 3x3)    turn 8 of 9",
                "conv9   2x2x2    conv(2, 3x3)    turn 9 of 9",
                "relu9   2x2x2    relu            turn 9 of 9"),
                sources.diagnostics().all().get(0).notes().get(0).details());
    }

    /** The third column is the residual with what the hint says written into it; it fits. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{ conv(8, 3x3) } | padding = 1 in conv1 would keep 32x32 | { conv(8, 3x3, padding = 1) }",
        "{ conv(8, 3x3) relu conv(8, 5x5) } "
                + "| padding = 1 or 2 in conv1 and conv2 would keep 32x32 "
                + "| { conv(8, 3x3, padding = 1) relu conv(8, 5x5, padding = 2) }",
        "{ conv(8, 3x3, padding = 1) conv(8, 5x5) } "
                + "| padding = 2 in conv2 would keep 32x32 "
                + "| { conv(8, 3x3, padding = 1) conv(8, 5x5, padding = 2) }",
        "{ conv(16, 3x3) } "
                + "| padding = 1 in conv1 would keep 32x32; then add 'shortcut { conv(16, 1x1) }' "
                + "| { conv(16, 3x3, padding = 1) } shortcut { conv(16, 1x1) }",
        "{ conv(16, 3x3, stride = 2, padding = 1) bn relu } "
                + "| add 'shortcut { conv(16, 1x1, stride = 2, bias = false)  bn }' "
                + "| { conv(16, 3x3, stride = 2, padding = 1) bn relu } "
                + "shortcut { conv(16, 1x1, stride = 2, bias = false)  bn }",
        "{ conv(8, 7x7, stride = 2) } "
                + "| padding = 3 in conv1 would give 16x16; then add 'shortcut { conv(8, 1x1, stride = 2) }' "
                + "| { conv(8, 7x7, stride = 2, padding = 3) } shortcut { conv(8, 1x1, stride = 2) }",
        "{ global_avgpool dense(4) } "
                + "| add 'shortcut { conv(4, 1x1, stride = 32) }' "
                + "| { global_avgpool dense(4) } shortcut { conv(4, 1x1, stride = 32) }",
        "{ conv(8, 3x3) } shortcut { conv(4, 1x1) } "
                + "| padding = 1 in conv1 would keep 32x32; "
                + "a last convolution of 8 filters in the shortcut gives its channels "
                + "| { conv(8, 3x3, padding = 1) } shortcut { conv(8, 1x1) }",
    })
    void aResidualIsToldWhatWorks(String residual, String hint, String mended) {
        Sources sources = new Sources();
        sources.infer(model("32x32x8", "residual " + residual));
        assertEquals(hint, sources.diagnostics().all().get(0).hint());
        new Sources().graph(model("32x32x8", "residual " + mended));
    }

    @Test
    void anArmOfAConcatIsToldWhatWorks() {
        Sources sources = new Sources();
        sources.infer(model("28x28x8", "concat { branch { conv(8, 1x1) } branch { conv(8, 5x5) relu } }"));
        assertEquals("padding = 2 in conv2 would keep 28x28", sources.diagnostics().all().get(0).hint());
        new Sources().graph(model("28x28x8",
                "concat { branch { conv(8, 1x1) } branch { conv(8, 5x5, padding = 2) relu } }"));
        Sources pooled = new Sources();
        pooled.infer(model("28x28x8", "concat { branch { conv(8, 1x1) } branch { maxpool(3, stride = 2) } }"));
        assertEquals("stride = 1 and padding = 1 in maxpool1 would keep 28x28",
                pooled.diagnostics().all().get(0).hint());
        new Sources().graph(model("28x28x8",
                "concat { branch { conv(8, 1x1) } branch { maxpool(3, stride = 1, padding = 1) } }"));
    }

    @Test
    void theShortcutThatAResidualIsToldToTakeMakesItFit() {
        Map<String, Integer> strides = Map.of("32x32x8", 2, "31x31x8", 2, "7x9x3", 3);
        strides.forEach((input, stride) -> {
            Sources sources = new Sources();
            String body = "conv(16, 3x3, stride = " + stride + ", padding = 1)";
            sources.infer(model(input, "residual { " + body + " }"));
            String hint = sources.diagnostics().all().get(0).hint();
            String shortcut = hint.substring(hint.indexOf("shortcut {"), hint.lastIndexOf("'"));
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
