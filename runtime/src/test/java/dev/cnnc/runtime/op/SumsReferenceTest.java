package dev.cnnc.runtime.op;

import static dev.cnnc.runtime.op.ReferenceTest.layout;
import static dev.cnnc.runtime.reference.ReferenceCases.BACKWARD;
import static dev.cnnc.runtime.reference.ReferenceCases.FORWARD;
import static dev.cnnc.runtime.reference.ReferenceCases.assertClose;

import dev.cnnc.runtime.op.OperationRun.Calls;
import dev.cnnc.runtime.op.OperationRun.Subject;
import dev.cnnc.runtime.reference.ReferenceCases;
import dev.cnnc.runtime.reference.ReferenceCases.Case;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Sum pools, pools to a given size and local response normalisation against the reference vectors. */
class SumsReferenceTest {
    static Stream<Arguments> cases() {
        return Stream.of("sum_pool2d", "adaptive_avg_pool2d", "lrn")
                .flatMap(operation -> ReferenceCases.of(operation).stream())
                .flatMap(c -> TestBench.kernels().stream().map(kernels -> Arguments.of(c, kernels)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("cases")
    void resultsAndGradientsAgreeWithTheReference(Case c, String kernels) {
        Layout x = layout(c.tensor("x"));
        Layout y = layout(c.tensor("y"));
        Subject subject = new Subject(c.id(), x, y, 0, workspace -> Calls.of(operation(c, workspace, x, y)));
        try (OperationRun run = new OperationRun(subject, c.tensor("x").size(0), kernels, 2)) {
            float[] input = c.tensor("x").channelsLast();
            assertClose("y", c.tensor("y").channelsLast(), run.infer(input), 0, FORWARD);
            assertClose("y of training", c.tensor("y").channelsLast(), run.forward(input), 0, FORWARD);
            float[] dx = run.backward(c.tensor("dy").channelsLast(), null);
            assertClose("dx", c.tensor("dx").channelsLast(), dx, 0, BACKWARD);
        }
    }

    private static UnaryOperation operation(Case c, Workspace workspace, Layout x, Layout y) {
        return switch (c.operation()) {
            case "sum_pool2d" -> new SumPool(workspace, x, y, c.integer("pool", 0), c.integer("pool", 1),
                    c.integer("strides", 0), c.integer("strides", 1), c.integer("pads", 0), c.integer("pads", 1));
            case "adaptive_avg_pool2d" -> new AdaptiveAvgPool(workspace, x, y);
            default -> {
                int size = c.integer("size", 0);
                boolean divided = Boolean.parseBoolean(c.word("alpha_divided_by_size"));
                float alpha = (float) (divided ? c.real("alpha") / size : c.real("alpha"));
                yield new LocalResponseNormalization(
                        workspace, x, size, alpha, (float) c.real("beta"), (float) c.real("k"));
            }
        };
    }
}
