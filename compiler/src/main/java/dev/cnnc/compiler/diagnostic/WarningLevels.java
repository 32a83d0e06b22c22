package dev.cnnc.compiler.diagnostic;

import dev.cnnc.compiler.diagnostic.Diagnostic.Severity;
import java.util.Optional;
import java.util.Set;

/**
 * Which warnings the user wants.
 *
 * @param allowed those not to be given, whatever the others say
 * @param wanted  those to be given though they are off by default
 * @param denied  those that count as errors
 * @param denyAll whether every warning that is given counts as an error
 */
public record WarningLevels(
        Set<DiagnosticCode> allowed, Set<DiagnosticCode> wanted, Set<DiagnosticCode> denied, boolean denyAll) {

    public WarningLevels {
        allowed = Set.copyOf(allowed);
        wanted = Set.copyOf(wanted);
        denied = Set.copyOf(denied);
    }

    /** Every warning that is on by default, as a warning. */
    public static WarningLevels defaults() {
        return new WarningLevels(Set.of(), Set.of(), Set.of(), false);
    }

    /** How a warning is to be given; empty if not at all. */
    public Optional<Severity> severity(DiagnosticCode warning) {
        boolean isGiven = warning.isOnByDefault() || wanted.contains(warning) || denied.contains(warning);
        if (allowed.contains(warning) || !isGiven) {
            return Optional.empty();
        }
        return Optional.of(denyAll || denied.contains(warning) ? Severity.ERROR : Severity.WARNING);
    }
}
