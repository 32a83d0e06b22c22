package dev.cnnc.bench.compare;

import java.util.Optional;

/**
 * What came of an engine in a contest.
 *
 * @param timing  empty if it failed
 * @param error   how far its answer was from the first engine's; not a number where they need not be the same
 * @param failure why there is no timing; empty if there is one
 */
record Result(Optional<Timing> timing, double error, String failure) {

    static Result failed(String reason) {
        return new Result(Optional.empty(), Double.NaN, reason);
    }

    static Result agreeing(double error) {
        return new Result(Optional.empty(), error, "");
    }

    Result timed(Timing measured) {
        return failure.isEmpty() ? new Result(Optional.of(measured), error, "") : this;
    }
}
