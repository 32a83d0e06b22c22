package dev.cnnc.bench.compare;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What came of an engine in a contest.
 *
 * @param timing    empty if it failed
 * @param peakBytes the most memory of its process while it computed; empty where that is not measured
 * @param error     how far its answer was from the first engine's; not a number where they need not be the same
 * @param failure   why there is no timing; empty if there is one
 */
record Result(Optional<Timing> timing, OptionalLong peakBytes, double error, String failure) {

    static Result failed(String reason) {
        return new Result(Optional.empty(), OptionalLong.empty(), Double.NaN, reason);
    }

    static Result agreeing(double error) {
        return new Result(Optional.empty(), OptionalLong.empty(), error, "");
    }

    Result timed(Timing measured) {
        return failure.isEmpty() ? new Result(Optional.of(measured), peakBytes, error, "") : this;
    }

    Result withPeak(long bytes) {
        return new Result(timing, OptionalLong.of(bytes), error, failure);
    }
}
