package dev.cnnc.compiler.elaborate;

import static dev.cnnc.compiler.elaborate.Sources.model;
import static dev.cnnc.compiler.elaborate.Sources.shapes;
import static dev.cnnc.compiler.elaborate.Sources.wires;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.compiler.graph.Graph;
import dev.cnnc.compiler.graph.GraphOutput;
import dev.cnnc.compiler.graph.NamedParameter;
import dev.cnnc.runtime.LossInfo;
import java.util.List;
import org.junit.jupiter.api.Test;

class ElaboratorTest {

    private static final LossInfo LOGITS = LossInfo.of("cross_entropy").reading(LossInfo.LOGITS);

    private final Sources sources = new Sources();

    @Test
    void layersTakeTheTensorBeforeThem() {
        Graph graph = sources.graph(model("8x8x3", "conv(4, 3x3) relu conv(5, 3x3)"));
        assertEquals(List.of("input1()", "conv1(input1)", "relu1(conv1)", "conv2(relu1)"), wires(graph));
        assertEquals(List.of("input1 8x8x3", "conv1 6x6x4", "relu1 6x6x4", "conv2 4x4x5"), shapes(graph));
    }

    @Test
    void anActivationAttributeIsALayerBehind() {
        Graph graph = sources.graph(model("8x8x3", "c: conv(4, 3x3, activation = relu) relu c -> tanh"));
        assertEquals(List.of("input1()", "c(input1)", "relu1(c)", "relu2(relu1)", "tanh1(relu1)"), wires(graph));
    }

    @Test
    void labelsNameTensorsInInnerBodiesToo() {
        Graph graph = sources.graph(model("8x8x3", """
                stem: conv(4, 1x1)
                residual { conv(4, 1x1)  stem -> tanh }
                left: stem -> relu
                stem, left -> concat
                """));
        assertEquals(
                List.of(
                        "input1()", "stem(input1)", "conv1(stem)", "tanh1(stem)", "add1(tanh1, stem)", "left(stem)",
                        "concat1(stem, left)"),
                wires(graph));
    }

    @Test
    void branchesBeginWithOneTensorAndAreJoined() {
        Graph graph = sources.graph(model("8x8x3", """
                stem: conv(4, 1x1)
                relu
                stem -> concat { branch { relu } branch { } named: branch { tanh relu } }
                """));
        assertEquals(
                List.of(
                        "input1()", "stem(input1)", "relu1(stem)", "relu2(stem)", "named.tanh1(stem)",
                        "named.relu1(named.tanh1)", "concat1(relu2, stem, named.relu1)"),
                wires(graph));
        assertEquals("concat1 8x8x12", shapes(graph).get(6));
    }

    @Test
    void aResidualAddsItsShortcutOrItsInput() {
        Graph graph = sources.graph(model("8x8x4", """
                residual { conv(4, 1x1) }
                first: residual { relu } shortcut if 1 < 2 { tanh }
                residual { relu } shortcut if 1 > 2 { tanh }
                """));
        assertEquals(
                List.of(
                        "input1()", "conv1(input1)", "add1(conv1, input1)", "first.relu1(add1)", "first.tanh1(add1)",
                        "first.add1(first.relu1, first.tanh1)", "relu1(first.add1)", "add2(relu1, first.add1)"),
                wires(graph));
    }

    @Test
    void repeatsCountFromZeroAndOpenAScopeForEachTurnIfTheyHaveALabel() {
        Graph graph = sources.graph(model("8x8x1", """
                stage: repeat 2 as i { c: conv(1 + i, 1x1) relu }
                repeat 2 as i { conv(3 + i, 1x1) }
                repeat 0 { conv(0, 0) }
                stage -> tanh
                """));
        assertEquals(
                List.of(
                        "input1 8x8x1", "stage.0.c 8x8x1", "stage.0.relu1 8x8x1", "stage.1.c 8x8x2",
                        "stage.1.relu1 8x8x2", "conv1 8x8x3", "conv2 8x8x4", "tanh1 8x8x2"),
                shapes(graph));
    }

    @Test
    void conditionsChooseBodiesAndValues() {
        Graph graph = sources.graph(model("8x8x1", """
                repeat 3 as i {
                  if i == 0 { relu } else if i == 1 { tanh } else { conv(if i > 1 and not false then 7 else 8, 1x1) }
                }
                """));
        assertEquals(List.of("input1 8x8x1", "relu1 8x8x1", "tanh1 8x8x1", "conv1 8x8x7"), shapes(graph));
    }

    @Test
    void blocksSeeTheirParametersAndTheirFileOnly() {
        Graph graph = sources.graph("""
                let base = 3
                block unit(filters, doubled = 2 * filters, act = relu) {
                  conv(doubled + base, 1x1, activation = act)
                  if act == relu { tanh }
                }
                """ + model("8x8x1", "let base = 100 unit(1) last: unit(1, act = gelu, doubled = 1) unit(2)"));
        assertEquals(
                List.of(
                        "input1 8x8x1", "unit1.conv1 8x8x5", "unit1.relu1 8x8x5", "unit1.tanh1 8x8x5",
                        "last.conv1 8x8x4", "last.gelu1 8x8x4", "unit2.conv1 8x8x7", "unit2.relu1 8x8x7", "unit2.tanh1 8x8x7"),
                shapes(graph));
    }

    @Test
    void aBlockDoesNotSeeTheLabelsOfItsCaller() {
        sources.infer("block unit { stem -> relu }" + model("8x8x1", "stem: relu unit"));
        assertEquals(List.of("there is no tensor named 'stem' here"), sources.messages());
    }

    @Test
    void aBlockOfTheFileHidesALayerOfThatName() {
        Graph graph = sources.graph("block relu { tanh }" + model("8x8x1", "relu"));
        assertEquals(List.of("input1()", "relu1.tanh1(input1)"), wires(graph));
    }

    @Test
    void importedBlocksBringTheConstantsOfTheirFile() {
        sources.with("blocks.cnn", """
                let wide = 2 * narrow
                let narrow = 2
                block unit { inner }
                block inner { conv(wide, 1x1) }
                """);
        Graph graph = sources.graph(
                "import unit, narrow from \"blocks.cnn\" let wide = 9\n" + model("8x8x1", "unit conv(narrow, 1x1)"));
        assertEquals(List.of("input1 8x8x1", "unit1.inner1.conv1 8x8x4", "conv1 8x8x2"), shapes(graph));
    }

    @Test
    void parametersOfTheModelCanBeSetFromOutside() {
        sources.set("classes", "2 * 5").set("act", "tanh");
        Graph graph = sources.graph("model net(classes, act = relu, wide = classes + 1) {"
                + " input(1x1x1) dense(classes, activation = act) dense(wide) }");
        assertEquals(List.of("input1 1", "dense1 10", "tanh1 10", "dense2 11"), shapes(graph));
    }

    @Test
    void aSettingFromOutsideIsOneValueAndNothingElse() {
        sources.set("classes", "3 block evil { }").set("clases", "3");
        sources.infer("model net(classes = 3) { input(1x1x1) dense(classes) }");
        assertEquals(2, sources.messages().size());
        assertTrue(sources.messages().contains("this is not one value"), sources.messages().toString());
        assertTrue(
                sources.messages().contains("model 'net' has no parameter 'clases'"), sources.messages().toString());
    }

    @Test
    void theLastTensorIsAnOutputBesideThoseThatAreMarked() {
        Graph graph = sources.graph(model("1x1x4", """
                side { dense(3)  aux: output(loss = mse, weight = 0.3) }
                side { dense(2)  output(auxiliary = false) }
                dense(10)
                train { loss = cross_entropy }
                """));
        assertEquals(
                List.of(
                        new GraphOutput("output", 3, LOGITS, 1, false),
                        new GraphOutput("aux", 1, LossInfo.of("mse"), 0.3, true),
                        new GraphOutput("output2", 2, LOGITS, 1, false)),
                graph.outputs());
    }

    @Test
    void aMarkedEndKeepsItsName() {
        Graph graph = sources.graph(model("1x1x4", "dense(3) relu answer: output"));
        assertEquals(List.of(new GraphOutput("answer", 2, LOGITS, 1, false)), graph.outputs());
    }

    @Test
    void labelsAndTrainMayStandInAConditionOfTheModel() {
        Network network = sources.elaborate(model("1x1x4", """
                        dense(2)
                        if true { labels ["a", "b"] train { batch = 7 } }
                        """))
                .orElseThrow();
        assertEquals(List.of(), sources.messages());
        assertEquals(List.of("a", "b"), network.labels());
        assertEquals(7, network.train().batch());
    }

    @Test
    void weightsAreNamedByThePathOfTheirLayer() {
        Graph graph = sources.graph("block unit(n) { conv(n, 1x1) bn relu }"
                + model("8x8x3", "stem: conv(4, 3x3) stage: repeat 2 { unit(4) } head: unit(2)"));
        assertEquals(
                List.of(
                        "stem.weight", "stem.bias", "stage.0.unit1.conv1.weight", "stage.0.unit1.conv1.bias",
                        "stage.0.unit1.bn1.weight", "stage.0.unit1.bn1.bias", "stage.0.unit1.bn1.running_mean",
                        "stage.0.unit1.bn1.running_var"),
                graph.nodes().stream()
                        .flatMap(node -> node.parameters().stream())
                        .map(NamedParameter::name)
                        .limit(8)
                        .toList());
    }

    @Test
    void numbersLeaveOutWhatALabelOfTheScopeUses() {
        Graph graph = sources.graph(model("8x8x1", "relu relu repeat 1 { relu2: tanh } relu6 relu"));
        assertEquals(
                List.of("input1()", "relu1(input1)", "relu3(relu1)", "relu2(relu3)", "relu6_1(relu2)",
                        "relu4(relu6_1)"),
                wires(graph));
    }

    @Test
    void errorsInOneLayerDoNotHideThoseInOthers() {
        sources.infer(model("28x28x1", "a: conv(8, 40x40) relu conv(2, 90x90) conv(8.5, 3x3)"));
        assertEquals(2, sources.messages().size(), sources.messages().toString());
    }

    @Test
    void manyEmptyTurnsEndSoon() {
        sources.infer("block a { } block b { repeat 100000 { a a a } }" + model("1x1x1", "repeat 100000 { b }"));
        assertEquals(List.of("this model takes more than 5,000,000 steps to unfold"), sources.messages());
    }

    @Test
    void doublingListsEndSoon() {
        StringBuilder lets = new StringBuilder("let a0 = [1, 2]\n");
        for (int i = 1; i < 60; i++) {
            lets.append("let a").append(i).append(" = [a").append(i - 1).append(", a").append(i - 1).append("]\n");
        }
        sources.infer(lets + model("1x1x1", "relu"));
        assertEquals(List.of("this list has more than 100000 elements"), sources.messages());
    }

    @Test
    void deepNestingIsAnErrorAndNoOverflow() {
        StringBuilder blocks = new StringBuilder("block b0 { relu }\n");
        for (int i = 1; i < 400; i++) {
            blocks.append("block b").append(i).append(" { b").append(i - 1).append(" }\n");
        }
        sources.infer(blocks + model("1x1x1", "b399"));
        assertEquals(List.of("bodies nest more than 250 deep"), sources.messages());
    }

    @Test
    void aChainOfConstantsIsBoundedToo() {
        StringBuilder lets = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            lets.append("let a").append(i).append(" = a").append(i + 1).append(" + 1\n");
        }
        sources.infer(lets + "let a20000 = 1\n" + model("1x1x1", "relu"));
        assertEquals(List.of("constants nest more than 250 deep"), sources.messages());
    }

    @Test
    void aThousandMistakesInEachOfManyTurnsEndSoon() {
        StringBuilder lets = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            lets.append("let name").append(i).append(" = 1\n");
        }
        sources.infer(lets + model("1x1x1", "repeat 100000 { conv(nam, 1x1) missing -> relu  rleu }"));
        assertTrue(
                sources.messages().contains("this model takes more than 5,000,000 steps to unfold"),
                sources.messages().toString());
    }

    @Test
    void aLargeBodyThatIsNotTakenCostsNothing() {
        String dead = "block b(c) { if c { " + "x: relu\n".repeat(50_000) + "} }";
        Graph graph = sources.graph(dead + model("1x1x1", "repeat 20000 { b(false) } relu"));
        assertEquals(List.of("input1()", "relu1(input1)"), wires(graph));
    }
}
