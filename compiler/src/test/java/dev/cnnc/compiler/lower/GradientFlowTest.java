package dev.cnnc.compiler.lower;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.compiler.Models;
import dev.cnnc.compiler.graph.Graph;
import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.program.Operand;
import dev.cnnc.compiler.program.Operand.Access;
import dev.cnnc.compiler.program.Operand.Role;
import dev.cnnc.compiler.program.Step;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GradientFlowTest {

    private static final String SHARED = """
            model net {
              input(6x6x2)
              conv(4, 3x3)
              shared: relu
              side { global_avgpool  dense(3)  early: output(weight = 0.5) }
              residual { conv(4, 3x3, padding = 1) }
              flatten  dense(3)
              answer: output
            }
            """;

    @Test
    void everyGradientIsSetOnceBeforeAnythingAddsToItOrReadsIt() {
        Program program = Lowering.training(Models.graph(SHARED), 0);
        Set<Integer> set = new HashSet<>();
        for (Step step : program.schedule()) {
            for (Operand operand : step.operands()) {
                if (operand instanceof Operand.Tensor tensor && tensor.role() == Role.GRADIENT) {
                    boolean first = set.add(tensor.node());
                    assertEquals(first, tensor.access() == Access.WRITE, step.toString());
                }
            }
        }
        assertFalse(set.isEmpty());
    }

    @Test
    void theInputAndWhatDependsOnNothingTrainedHaveNoGradient() {
        Graph graph = Models.graph("model net { input(4x4x1) maxpool(2) flatten dense(2) }");
        GradientFlow flow = new GradientFlow(graph);
        for (Node node : graph.nodes()) {
            assertEquals(node.origin().path().equals("dense1"), flow.needsGradient(node.id()), node.toString());
        }
    }

    @Test
    void severalReadersAddUp() {
        Graph graph = Models.graph(SHARED);
        GradientFlow flow = new GradientFlow(graph);
        Node shared = graph.nodes().stream()
                .filter(node -> node.origin().path().equals("shared"))
                .findFirst()
                .orElseThrow();
        long setting = graph.nodes().stream()
                .filter(node -> node.inputs().contains(shared.id()))
                .filter(node -> !flow.accumulates(node, node.inputs().indexOf(shared.id())))
                .count();
        assertEquals(1, setting);
        assertTrue(graph.nodes().stream().filter(node -> node.inputs().contains(shared.id())).count() >= 3);
    }
}
