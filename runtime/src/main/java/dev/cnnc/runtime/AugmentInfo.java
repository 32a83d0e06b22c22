package dev.cnnc.runtime;

import java.util.Objects;

/**
 * One random change of training images.
 *
 * @param kind {@code flip} (left and right, every second image) or {@code shift}
 * @param amount the largest shift in pixels; 0 for a flip
 */
public record AugmentInfo(String kind, int amount) {
    public AugmentInfo {
        Objects.requireNonNull(kind, "an augmentation's kind");
    }
}
