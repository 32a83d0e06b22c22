package dev.cnnc.compiler.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cnnc.compiler.Models;
import dev.cnnc.compiler.graph.Graph;
import dev.cnnc.compiler.graph.GraphVerifier;
import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.pass.Passes.Stage;
import dev.cnnc.compiler.train.TrainSettings;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each network as its layers' descriptions, before and after. */
class PassesTest {

    private static final String RESIDUAL = """
            model net {
              input(8x8x3)
              conv(4, 3x3, padding = 1)  bn  relu
              residual {
                conv(4, 3x3, padding = 1, bias = false)  bn  relu
                conv(4, 3x3, padding = 1, bias = false)  bn
              }
              relu
              global_avgpool  dropout(0.5)
              dense(3)  softmax
            }
            """;

    @Test
    void predictionsFoldNormsAndFuseResidualsAndActivations() {
        assertEquals("""
                input1 input(8x8x3) <-
                conv1 conv(4, 3x3, padding = 1) + bn + relu <- input1
                conv2 conv(4, 3x3, padding = 1, bias = false) + bn + relu <- conv1
                conv3 conv(4, 3x3, padding = 1, bias = false) + bn + residual + relu <- conv2, conv1
                global_avgpool1 global_avgpool <- conv3
                dense1 dense(3) <- global_avgpool1
                softmax1 softmax <- dense1
                """, print(after(Passes.inference(true), RESIDUAL)));
    }

    @Test
    void predictionsConvolveByWinogradWhereThatIsFaster() {
        String source = """
                model net {
                  input(56x56x64)
                  conv(64, 3x3, padding = 1)  relu
                  conv(64, 3x3, padding = 1, stride = 2)
                  conv(64, 3x3, padding = 1, groups = 2)
                  conv(64, 3x3, padding = 2, dilation = 2)
                  conv(64, 1x3, padding = [0, 1])
                  conv(8, 3x3, padding = 1)
                }
                """;
        assertEquals("""
                input1 input(56x56x64) <-
                conv1 conv(64, 3x3, padding = 1) + relu by winograd 4x4 <- input1
                conv2 conv(64, 3x3, stride = 2, padding = 1) <- conv1
                conv3 conv(64, 3x3, padding = 1, groups = 2) <- conv2
                conv4 conv(64, 3x3, padding = 2, dilation = 2) <- conv3
                conv5 conv(64, 1x3, padding = [0, 1]) <- conv4
                conv6 conv(8, 3x3, padding = 1) by winograd 4x4 <- conv5
                """, print(after(Passes.inference(false), source)));
    }

    @Test
    void predictionsPoolWhatAConvolutionLeavesBeforeItIsWritten() {
        String source = """
                model net {
                  input(61x61x3)
                  conv(32, 3x3)  relu  maxpool(2)
                  conv(64, 3x3)  bn  relu6  maxpool(2, stride = 2)
                  conv(24, 1x1)  relu  maxpool(2)
                  conv(32, 1x1)  relu  maxpool(2, stride = 1)
                  conv(32, 1x1)  relu  maxpool(2, ceil = true)
                  conv(32, 1x1)  tanh  maxpool(2)
                }
                """;
        assertEquals("""
                input1 input(61x61x3) <-
                conv1 conv(32, 3x3) + relu + maxpool <- input1
                conv2 conv(64, 3x3) + bn + relu6 + maxpool by winograd 4x4 <- conv1
                conv3 conv(24, 1x1) + relu <- conv2
                maxpool3 maxpool(2) <- conv3
                conv4 conv(32, 1x1) + relu <- maxpool3
                maxpool4 maxpool(2, stride = 1) <- conv4
                conv5 conv(32, 1x1) + relu <- maxpool4
                maxpool5 maxpool(2, ceil = true) <- conv5
                conv6 conv(32, 1x1) + tanh <- maxpool5
                maxpool6 maxpool(2) <- conv6
                """, print(after(Passes.inference(false), source)));
    }

    @Test
    void aPoolBehindAResidualOrASharedProductStaysByItself() {
        String source = """
                model net {
                  input(8x8x32)
                  residual { conv(32, 1x1) }
                  maxpool(2)
                  c: conv(32, 1x1)
                  m: maxpool(2)
                  a: c -> avgpool(2)
                  add: m, a -> add
                }
                """;
        assertEquals("""
                input1 input(8x8x32) <-
                conv1 conv(32, 1x1) + residual <- input1, input1
                maxpool1 maxpool(2) <- conv1
                c conv(32, 1x1) <- maxpool1
                m maxpool(2) <- c
                a avgpool(2) <- c
                add add <- m, a
                """, print(after(Passes.inference(true), source)));
    }

    @Test
    void weightsThatWouldGrowTooLargeAreNotTransformed() {
        assertEquals("""
                input1 input(32x32x4096) <-
                conv1 conv(4096, 3x3) <- input1
                """, print(after(Passes.inference(false), "model net { input(32x32x4096) conv(4096, 3x3) }")));
    }

    @Test
    void theFirstLayerOfAPhotographIsConvolvedDirectly() {
        assertEquals("""
                input1 input(224x224x3) <-
                conv1 conv(64, 3x3, padding = 1) <- input1
                """, print(after(Passes.inference(false), "model net { input(224x224x3) conv(64, 3x3, padding = 1) }")));
    }

    @Test
    void predictionsFoldAScaledArmIntoItsProductAndFuseTheSum() {
        String source = """
                model net {
                  input(8x8x3)
                  conv(4, 3x3, padding = 1)
                  residual { conv(4, 1x1)  bn  scale(0.5) }
                  tanh  scale(2)
                  residual { conv(4, 1x1)  scale(0.5) }
                }
                """;
        assertEquals("""
                input1 input(8x8x3) <-
                conv1 conv(4, 3x3, padding = 1) <- input1
                conv2 conv(4, 1x1) + bn + scale + residual + tanh <- conv1, conv1
                scale2 scale(2) <- conv2
                conv3 conv(4, 1x1) + scale + residual <- scale2, scale2
                """, print(after(Passes.inference(true), source)));
    }

    @Test
    void trainingFusesIntoNormsAndTakesTheLossFromTheLogits() {
        assertEquals("""
                input1 input(8x8x3) <-
                conv1 conv(4, 3x3, padding = 1) <- input1
                bn1 bn + relu <- conv1
                conv2 conv(4, 3x3, padding = 1, bias = false) <- bn1
                bn2 bn + relu <- conv2
                conv3 conv(4, 3x3, padding = 1, bias = false) <- bn2
                bn3 bn + residual + relu <- conv3, bn1
                global_avgpool1 global_avgpool <- bn3
                dropout1 dropout(0.5) <- global_avgpool1
                dense1 dense(3) <- dropout1
                """, print(after(Passes.training(TrainSettings.defaults(), false, false), RESIDUAL)));
    }

    @Test
    void aNormTakesInOnlyWhatItCanComputeBackwards() {
        String source = """
                model net {
                  input(8x8x4)
                  bn  silu
                  residual { bn }
                  bn  tanh
                  residual { conv(4, 1x1) } shortcut { conv(4, 1x1)  bn }
                  flatten  dense(2)
                }
                """;
        assertEquals("""
                input1 input(8x8x4) <-
                bn1 bn <- input1
                silu1 silu <- bn1
                bn2 bn <- silu1
                add1 add <- bn2, silu1
                bn3 bn <- add1
                tanh1 tanh <- bn3
                conv1 conv(4, 1x1) <- tanh1
                conv2 conv(4, 1x1) <- tanh1
                bn4 bn + residual <- conv2, conv1
                flatten1 flatten <- bn4
                dense1 dense(2) <- flatten1
                """, print(after(Passes.training(TrainSettings.defaults(), false, false), source)));
    }

    @Test
    void predictionsFuseAnActivationIntoANormThatFollowsNoProduct() {
        assertEquals("""
                input1 input(4x4x2) <-
                bn1 bn + relu <- input1
                flatten1 flatten <- bn1
                """, print(after(Passes.inference(true), "model net { input(4x4x2) bn relu flatten }")));
    }

    @Test
    void trainingKeepsAnActivationWhoseDerivativeNeedsItsInput() {
        String source = "model net { input(4x4x1) conv(2, 3x3) silu flatten dense(2) tanh dense(2) }";
        assertEquals("""
                input1 input(4x4x1) <-
                conv1 conv(2, 3x3) <- input1
                silu1 silu <- conv1
                flatten1 flatten <- silu1
                dense1 dense(2) + tanh <- flatten1
                dense2 dense(2) <- dense1
                """, print(after(Passes.training(TrainSettings.defaults(), false, false), source)));
        assertEquals("""
                input1 input(4x4x1) <-
                conv1 conv(2, 3x3) + silu <- input1
                flatten1 flatten <- conv1
                dense1 dense(2) + tanh <- flatten1
                dense2 dense(2) <- dense1
                """, print(after(Passes.inference(true), source)));
    }

    @Test
    void aProductThatSomebodyElseReadsAbsorbsNothing() {
        String source = """
                model net {
                  input(4x4x2)
                  c: conv(2, 1x1)
                  n: bn
                  add: c, n -> add
                  flatten  dense(2)
                }
                """;
        assertEquals("""
                input1 input(4x4x2) <-
                c conv(2, 1x1) <- input1
                n bn <- c
                add add <- c, n
                flatten1 flatten <- add
                dense1 dense(2) <- flatten1
                """, print(after(Passes.inference(true), source)));
    }

    @Test
    void anOutputOfTheNetworkIsNotAbsorbed() {
        String source = """
                model net {
                  input(4x4x2)
                  flatten
                  dense(3)
                  raw: output
                  relu
                  dense(2)
                  answer: output
                }
                """;
        Graph graph = after(Passes.inference(true), source);
        assertEquals("""
                input1 input(4x4x2) <-
                flatten1 flatten <- input1
                dense1 dense(3) <- flatten1
                relu1 relu <- dense1
                dense2 dense(2) <- relu1
                """, print(graph));
    }

    @Test
    void ofTwoArmsThatEndInProductsTheLaterTakesTheSum() {
        String source = """
                model net {
                  input(4x4x2)
                  residual { conv(4, 3x3, padding = 1) } shortcut { conv(4, 1x1) }
                  flatten  dense(2)
                }
                """;
        Graph graph = after(Passes.inference(true), source);
        long residuals = graph.nodes().stream()
                .filter(node -> node.layer().describe().contains("residual"))
                .peek(node -> assertEquals(2, node.inputs().size()))
                .count();
        assertEquals(1, residuals);
        assertEquals(5, graph.nodes().size());
    }

    @Test
    void aTensorAddedToItselfIsNotFused() {
        String source = "model net { input(4x4x2) flatten d: dense(3) d, d -> add dense(2) }";
        assertEquals("""
                input1 input(4x4x2) <-
                flatten1 flatten <- input1
                d dense(3) <- flatten1
                add1 add <- d, d
                dense1 dense(2) <- add1
                """, print(after(Passes.inference(true), source)));
    }

    @Test
    void layersThatNoOutputDependsOnGo() {
        String source = """
                model net {
                  input(4x4x2)
                  start: relu
                  conv(3, 3x3)
                  start -> flatten  dense(2)
                }
                """;
        assertEquals("""
                input1 input(4x4x2) <-
                start relu <- input1
                flatten1 flatten <- start
                dense1 dense(2) <- flatten1
                """, print(after(List.of(new RemoveDeadNodes()), source)));
    }

    @Test
    void aDropoutAtTheEndHandsTheOutputOn() {
        Graph graph = after(Passes.inference(true), "model net { input(2x2x1) flatten dense(2) dropout(0.5) }");
        assertEquals("dense1", graph.byId().get(graph.outputs().get(0).node()).origin().path());
    }

    @Test
    void aFoldedNormBringsItsParametersUnderTheirOwnNames() {
        Graph graph = after(Passes.inference(true), RESIDUAL);
        Node conv = graph.nodes().get(1);
        assertEquals(
                List.of("weight conv1.weight", "bias conv1.bias", "norm.weight bn1.weight", "norm.bias bn1.bias",
                        "norm.running_mean bn1.running_mean", "norm.running_var bn1.running_var"),
                conv.parameters().stream().map(p -> p.role() + " " + p.name()).toList());
    }

    private static Graph after(List<Pass> passes, String source) {
        Graph graph = Models.graph(source);
        for (Stage stage : Passes.run(passes, graph)) {
            GraphVerifier.verify(stage.graph(), stage.pass());
            graph = stage.graph();
        }
        return graph;
    }

    private static String print(Graph graph) {
        StringBuilder text = new StringBuilder();
        for (Node node : graph.nodes()) {
            String inputs = node.inputs().stream()
                    .map(input -> graph.byId().get(input).origin().path())
                    .collect(Collectors.joining(", "));
            text.append((node.origin().path() + " " + node.layer().describe() + " <- " + inputs).strip()).append('\n');
        }
        return text.toString();
    }
}
