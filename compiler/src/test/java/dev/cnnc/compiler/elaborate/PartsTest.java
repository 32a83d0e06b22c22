package dev.cnnc.compiler.elaborate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cnnc.compiler.Models;
import dev.cnnc.compiler.graph.Graph;
import dev.cnnc.compiler.graph.NamedParameter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Calls of one kind that become several layers. */
class PartsTest {

    @Test
    void thePartsOfACallStandInAScopeOfItsName() {
        Graph graph = Models.graph("""
                model net {
                  input(8x8x4)
                  separable_conv(6, 3x3, activation = relu)
                  entry: separable_conv(8, 3x3, bias = false)  bn
                }
                """);

        assertEquals(List.of("input1", "separable_conv1.depthwise", "separable_conv1.pointwise", "relu1",
                "entry.depthwise", "entry.pointwise", "bn1"), paths(graph));
        assertEquals(List.of("separable_conv1.depthwise.weight", "separable_conv1.pointwise.weight",
                        "separable_conv1.pointwise.bias", "entry.depthwise.weight", "entry.pointwise.weight"),
                graph.nodes().stream()
                        .filter(node -> !node.origin().path().startsWith("bn"))
                        .flatMap(node -> node.parameters().stream())
                        .map(NamedParameter::name)
                        .toList());
    }

    @Test
    void aProductOfManyIsTakenTwoAtATime() {
        Graph graph = Models.graph("""
                model net {
                  input(8x8x4)
                  image: conv(4, 1x1)
                  gate: image -> global_avgpool
                  image, gate, image, gate -> multiply
                }
                """);

        assertEquals(List.of("input1", "image", "gate", "multiply1.1", "multiply1.2", "multiply1"), paths(graph));
        assertEquals(List.of(List.of(1, 2), List.of(3, 1), List.of(4, 2)),
                graph.nodes().subList(3, 6).stream().map(node -> node.inputs()).toList());
    }

    private static List<String> paths(Graph graph) {
        return graph.nodes().stream().map(node -> node.origin().path()).toList();
    }
}
