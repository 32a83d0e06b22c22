package dev.cnnc.compiler.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.compiler.elaborate.Sources;
import dev.cnnc.compiler.tensor.Shape;
import dev.cnnc.runtime.LossInfo;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GraphVerifierTest {

    private final Graph sound = new Sources()
            .graph(Sources.model("8x8x1", "conv(2, 3x3) relu global_avgpool dense(3)"));

    @Test
    void aSoundGraphHasNoProblems() {
        assertEquals(List.of(), GraphVerifier.problems(sound));
    }

    @Test
    void anInputThatComesLaterIsFound() {
        assertProblem(replaced(1, sound.nodes().get(1).withInputs(List.of(3))), "conv1 takes %3, which no node before");
    }

    @Test
    void aWrongShapeIsFound() {
        Node relu = sound.nodes().get(2);
        Node broken = new Node(
                relu.id(), relu.origin(), relu.layer(), relu.inputs(), new Shape(1, 2, 3), relu.parameters(), 0);
        assertProblem(replaced(2, broken), "relu1 is said to give 1x2x3 and gives 6x6x2");
    }

    @Test
    void namesThatAreThereTwiceAreFound() {
        Node conv = sound.nodes().get(1);
        Node dense = sound.nodes().get(4);
        Node broken = new Node(
                dense.id(), conv.origin(), dense.layer(), dense.inputs(), dense.shape(), conv.parameters(), 0);
        assertProblem(replaced(4, broken), "two nodes have the path conv1");
        assertProblem(replaced(4, broken), "two parameters have the name conv1.weight");
    }

    @Test
    void anOutputOfNoNodeIsFound() {
        assertProblem(
                new Graph("net", sound.nodes(), List.of(new GraphOutput("output", 9, LossInfo.of("mse"), 1, false))), "which is no node");
        assertProblem(new Graph("net", sound.nodes(), List.of()), "there is no output");
    }

    @Test
    void aBrokenGraphNamesTheStageThatMadeIt() {
        Graph broken = new Graph("net", sound.nodes(), List.of());
        IllegalStateException thrown =
                assertThrows(IllegalStateException.class, () -> GraphVerifier.verify(broken, "fusing"));
        assertEquals("the graph after fusing is broken: there is no output", thrown.getMessage());
    }

    @Test
    void aGraphPrintsOneNodeALine() {
        assertEquals("""
                net: 5 nodes, 29 parameters, 654 MACs
                  %0   input1            8x8x1        input(8x8x1)
                  %1   conv1             6x6x2   %0   conv(2, 3x3)   20 parameters   648 MACs
                  %2   relu1             6x6x2   %1   relu
                  %3   global_avgpool1   2       %2   global_avgpool
                  %4   dense1            3       %3   dense(3)   9 parameters   6 MACs
                  output = %4, loss cross_entropy(reads = logits)
                """, GraphPrinter.print(sound));
    }

    private Graph replaced(int index, Node node) {
        List<Node> nodes = new ArrayList<>(sound.nodes());
        nodes.set(index, node);
        return new Graph("net", nodes, sound.outputs());
    }

    private static void assertProblem(Graph graph, String expected) {
        List<String> problems = GraphVerifier.problems(graph);
        assertTrue(problems.stream().anyMatch(problem -> problem.contains(expected)), problems.toString());
    }
}
