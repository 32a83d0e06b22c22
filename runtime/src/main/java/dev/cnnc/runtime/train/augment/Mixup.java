package dev.cnnc.runtime.train.augment;

import dev.cnnc.runtime.data.ImageShape;

/**
 * Every image is mixed with another one, chosen at random, and their losses are mixed in the same shares (Zhang et al.,
 * "mixup: beyond empirical risk minimization", arXiv:1710.09412). The share is drawn from Beta(alpha, alpha). Other
 * changes are made to both images before they are mixed, wherever this stands among them.
 *
 * @param alpha above 0; the larger, the more the two are mixed
 */
public record Mixup(double alpha) implements Augment {
    /** Checks alpha. */
    public Mixup {
        Range.require("mixup's alpha", alpha, 0.05, 100);
    }

    /** An image by itself stays as it is. */
    @Override
    public void apply(byte[] from, byte[] to, ImageShape shape, Draws draws) {
        System.arraycopy(from, 0, to, 0, shape.bytes());
    }

    /** The share of the image that is the larger part of the mixture, from 0.5 to 1. */
    public double share(Draws draws) {
        double share = draws.beta(alpha);
        return Math.max(share, 1 - share);
    }
}
