package dev.cnnc.compiler.codegen;

import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.lower.Program;
import dev.cnnc.compiler.lower.Program.LoweredLayer;
import dev.cnnc.compiler.program.Operand;
import dev.cnnc.compiler.program.Operation;
import dev.cnnc.compiler.program.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Finds where a program does the same again and again, so that the generated code need not.
 *
 * <p>Layers are the same if the same call in the source made them, with the same attributes and shapes, and if they
 * lowered to the same calls. They still differ in numbers: where tensors and parameters lie, which slot, which stream.
 * A loop can be made where each of these numbers grows by a fixed amount from turn to turn. That holds almost
 * everywhere: parameters follow each other, and so do the tensors that training keeps. In a chain of blocks the arena
 * of a prediction alternates between two places, and a turn of the loop is then two blocks.
 */
final class Repeats {

    /** Layers in the body of a loop. The search takes this many comparisons for each layer. */
    private static final int LONGEST_BODY = 160;

    /** With two turns, any numbers would do, and a loop would not be shorter to read. */
    private static final int FEWEST_TURNS = 3;

    private final List<LoweredLayer> layers;
    private final Map<Integer, Integer> positions = new HashMap<>();
    private final int[] kinds;
    /** How many layers before it the farthest one is whose operations a layer calls. */
    private final int[] reaches;
    private final long[] beginnings;
    private final int[][] numbers;
    private final int[] best;
    private final int[] bestTurns;

    private Repeats(Program program, Places operands) {
        layers = program.layers();
        kinds = new int[layers.size()];
        reaches = new int[layers.size()];
        numbers = new int[layers.size()][];
        best = new int[layers.size()];
        bestTurns = new int[layers.size()];
        Map<Integer, Node> nodes = program.graph().byId();
        Map<List<Object>, Integer> seen = new HashMap<>();
        for (int i = 0; i < layers.size(); i++) {
            positions.put(layers.get(i).node().id(), i);
            reaches[i] = reach(i);
            kinds[i] = seen.computeIfAbsent(kind(layers.get(i), nodes), key -> seen.size());
            numbers[i] = numbers(layers.get(i), operands);
        }
        beginnings = beginnings();
    }

    /** The layers of a program in their order, each in one stretch. */
    static List<Stretch> of(Program program, Places places) {
        Repeats repeats = new Repeats(program, places);
        for (int period = 1; period <= Math.min(LONGEST_BODY, repeats.layers.size() / FEWEST_TURNS); period++) {
            repeats.search(period);
        }
        return repeats.stretches();
    }

    /**
     * How good a place each layer is for a body to begin, less being better: first of all, few tensors should cross the
     * border, as between two blocks, where there is one; then the order of the source decides.
     */
    private long[] beginnings() {
        Map<Integer, Integer> lastUses = new HashMap<>();
        for (int i = 0; i < layers.size(); i++) {
            Node node = layers.get(i).node();
            int use = i;
            node.inputs().forEach(input -> lastUses.put(input, use));
        }
        int[] change = new int[layers.size() + 1];
        lastUses.forEach((node, last) -> {
            if (positions.containsKey(node)) {
                change[positions.get(node) + 1]++;
                change[last + 1]--;
            }
        });
        long[] beginnings = new long[layers.size()];
        int crossing = 0;
        for (int i = 0; i < layers.size(); i++) {
            crossing += change[i];
            beginnings[i] = (long) crossing << Integer.SIZE | layers.get(i).node().origin().span().start();
        }
        return beginnings;
    }

    private int reach(int at) {
        return phases(layers.get(at)).stream()
                .flatMap(List::stream)
                .mapToInt(step -> at - positions.get(step.operation().node()))
                .max()
                .orElse(0);
    }

    /** All about a layer that the generated code or its comments depend on, but for numbers. */
    private List<Object> kind(LoweredLayer layer, Map<Integer, Node> nodes) {
        Node node = layer.node();
        List<Object> kind = new ArrayList<>(List.of(node.origin().span(), node.layer(), node.shape()));
        node.inputs().forEach(input -> kind.add(nodes.get(input).shape()));
        node.absorbed().forEach(absorbed -> kind.addAll(List.of(absorbed.origin().span(), absorbed.layer())));
        for (Operation operation : layer.operations()) {
            kind.add(operation.type());
            operation.arguments().forEach(argument -> kind.add(argument instanceof Integer ? Integer.class : argument));
        }
        for (List<Step> phase : phases(layer)) {
            kind.add(phase.size());
            for (Step step : phase) {
                int owner = positions.get(step.operation().node());
                kind.add(positions.get(node.id()) - owner);
                kind.addAll(List.of(layers.get(owner).operations().indexOf(step.operation()), step.method()));
                step.operands().forEach(operand -> kind.add(kind(operand)));
            }
        }
        return kind;
    }

    private static Object kind(Operand operand) {
        if (operand instanceof Operand.Tensor tensor) {
            return tensor.role();
        }
        boolean isNumber = !(operand instanceof Operand.Literal literal) || literal.value() instanceof Integer;
        return isNumber && !operand.equals(Operand.NONE) ? operand.getClass() : operand;
    }

    private static int[] numbers(LoweredLayer layer, Places operands) {
        List<Integer> numbers = new ArrayList<>();
        for (Operation operation : layer.operations()) {
            operation.arguments().stream()
                    .filter(Integer.class::isInstance)
                    .forEach(number -> numbers.add((Integer) number));
        }
        for (List<Step> phase : phases(layer)) {
            phase.forEach(step -> step.operands().forEach(operand -> numbers.add(operands.number(operand))));
        }
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    private static List<List<Step>> phases(LoweredLayer layer) {
        return List.of(layer.prepare(), layer.forward(), layer.backward());
    }

    /** Notes for every layer how much a loop that begins there, with a body of so many layers, would save. */
    private void search(int period) {
        int same = 0;
        int steady = 0;
        for (int i = layers.size() - 1 - period; i >= 0; i--) {
            same = kinds[i] == kinds[i + period] ? same + 1 : 0;
            steady = same > period && isSteady(i, period) ? steady + 1 : 0;
            int turns = Math.min(same / period + 1, steady / period + 2);
            boolean worthwhile = turns >= FEWEST_TURNS && (turns - 1) * period > (bestTurns[i] - 1) * best[i];
            if (worthwhile && isBeginning(i, period) && isClosed(i, period)) {
                best[i] = period;
                bestTurns[i] = turns;
            }
        }
    }

    /** Whether the numbers grow from the second turn to the third as from the first to the second. */
    private boolean isSteady(int at, int period) {
        int[] first = numbers[at];
        int[] second = numbers[at + period];
        int[] third = numbers[at + 2 * period];
        for (int i = 0; i < first.length; i++) {
            if (third[i] - second[i] != second[i] - first[i]) {
                return false;
            }
        }
        return true;
    }

    private boolean isBeginning(int at, int period) {
        return beginnings[at] == Arrays.stream(beginnings, at, at + period).min().orElseThrow();
    }

    /** Whether a turn calls no operations but its own. */
    private boolean isClosed(int at, int period) {
        return IntStream.range(0, period).allMatch(i -> reaches[at + i] <= i);
    }

    private List<Stretch> stretches() {
        List<Stretch> stretches = new ArrayList<>();
        int at = 0;
        while (at < layers.size()) {
            int turns = Math.max(bestTurns[at], 1);
            int period = Math.max(best[at], 1);
            List<SharedLayer> body = new ArrayList<>();
            for (int i = 0; i < period; i++) {
                List<LoweredLayer> shared = new ArrayList<>();
                for (int turn = 0; turn < turns; turn++) {
                    shared.add(layers.get(at + turn * period + i));
                }
                body.add(new SharedLayer(shared));
            }
            stretches.add(new Stretch(body));
            at += turns * period;
        }
        return stretches;
    }
}
