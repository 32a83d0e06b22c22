package dev.cnnc.compiler.plan;

import dev.cnnc.compiler.lower.Program;

/** A program and where its tensors lie. */
public record PlannedProgram(Program program, ArenaPlan arena) {

    public static PlannedProgram of(Program program) {
        return new PlannedProgram(program, ArenaPlan.of(program));
    }
}
