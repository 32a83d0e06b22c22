package dev.cnnc.runtime;

import java.util.Objects;

/**
 * How the learning rate changes.
 *
 * @param kind {@code constant}, {@code cosine} (to 0 over the whole training) or {@code step}
 * @param epochs between two steps of {@code step}
 * @param factor of the rate at each step
 */
public record ScheduleInfo(String kind, int epochs, double factor) {
    public ScheduleInfo {
        Objects.requireNonNull(kind, "a schedule's kind");
    }
}
