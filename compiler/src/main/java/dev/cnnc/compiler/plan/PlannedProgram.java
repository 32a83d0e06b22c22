package dev.cnnc.compiler.plan;

import dev.cnnc.compiler.lower.Program;
import dev.cnnc.compiler.lower.Recomputation;
import java.util.List;

/** A program and where its tensors lie. */
public record PlannedProgram(Program program, ArenaPlan arena) {

    /** The chains that {@link #recomputing} tries; beyond some length a chain brings back more than it freed. */
    private static final List<Integer> CHAINS = List.of(1, 2, 4, 8);

    public static PlannedProgram of(Program program) {
        return new PlannedProgram(program, ArenaPlan.of(program));
    }

    /** Of a training program and its forms with {@link Recomputation}, that which needs least memory. */
    public static PlannedProgram recomputing(Program training) {
        PlannedProgram best = of(training);
        for (int chain : CHAINS) {
            PlannedProgram next = of(Recomputation.of(training, chain));
            best = next.arena().floats() < best.arena().floats() ? next : best;
        }
        return best;
    }
}
