package dev.cnnc.compiler;

import dev.cnnc.compiler.graph.Graph;
import dev.cnnc.compiler.graph.GraphPrinter;
import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.lower.Choice;
import dev.cnnc.compiler.lower.Program;
import dev.cnnc.compiler.lower.Program.LoweredLayer;
import dev.cnnc.compiler.pass.Passes.Stage;
import dev.cnnc.compiler.plan.ArenaPlan;
import dev.cnnc.compiler.plan.PlannedProgram;
import dev.cnnc.compiler.program.Operand.Role;
import dev.cnnc.compiler.program.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What {@code --explain} prints: the graph after each pass, the operations that were chosen, and the memory plan. */
final class Explanation {

    private final StringBuilder text = new StringBuilder();

    private Explanation() {}

    static String of(Graph graph, List<Stage> inferenceStages, PlannedProgram inference, List<Stage> trainingStages,
            PlannedProgram training) {
        Explanation explanation = new Explanation();
        explanation.title("the graph as written");
        explanation.text.append(GraphPrinter.print(graph));
        explanation.program("predictions", graph, inferenceStages, inference);
        explanation.program("training", graph, trainingStages, training);
        return explanation.text.toString();
    }

    private void program(String what, Graph graph, List<Stage> stages, PlannedProgram planned) {
        Graph before = graph;
        for (Stage stage : stages) {
            title(what + ": after '" + stage.pass() + "'");
            text.append(stage.graph().equals(before) ? "  as before\n" : GraphPrinter.print(stage.graph()));
            before = stage.graph();
        }
        title(what + ": operations");
        operations(planned.program());
        title(what + ": memory");
        memory(planned);
    }

    private void title(String title) {
        text.append(text.length() == 0 ? "" : "\n").append("== ").append(title).append('\n');
    }

    private void operations(Program program) {
        int width = program.layers().stream().mapToInt(layer -> layer.node().origin().path().length()).max().orElse(0);
        for (LoweredLayer layer : program.layers()) {
            String path = layer.node().origin().path();
            if (program.aliases().containsKey(layer.node().id())) {
                line(width, path, "nothing to do: the same memory under another shape");
            }
            layer.operations().forEach(operation -> operation(width, path, operation));
        }
        program.losses().forEach(loss -> operation(width, loss.output() + " loss", loss.operation()));
    }

    private void operation(int width, String path, Operation operation) {
        Choice choice = Choice.of(operation);
        List<String> parts = new ArrayList<>(List.of(operation.type().getSimpleName(), choice.algorithm()));
        if (!choice.tile().isEmpty()) {
            parts.addAll(List.of("layout " + choice.layout(), "tile " + choice.tile(), "tail " + choice.tail()));
        }
        line(width, path, String.join(" | ", parts));
    }

    private void line(int width, String path, String words) {
        text.append("  ").append(path).append(" ".repeat(Math.max(0, width - path.length()))).append("  ");
        text.append(words).append('\n');
    }

    private void memory(PlannedProgram planned) {
        ArenaPlan arena = planned.arena();
        Map<Integer, Node> nodes = planned.program().graph().byId();
        text.append(String.format(Locale.ROOT, "  %,d floats an image; %,d without sharing; steps 0 to %d\n",
                arena.floats(), arena.floatsWithoutSharing(), planned.program().schedule().size() - 1));
        for (ArenaPlan.Placement placement : arena.placements()) {
            String name = nodes.get(placement.buffer().node()).origin().path()
                    + switch (placement.buffer().role()) {
                        case VALUE -> "";
                        case GRADIENT -> " (gradient)";
                        case RECOMPUTED -> " (again)";
                    };
            text.append(String.format(Locale.ROOT, "  %,12d  %,12d floats  steps %4d to %4d  %s\n", placement.offset(),
                    placement.buffer().floats(), placement.buffer().first(), placement.buffer().last(), name));
        }
    }
}
