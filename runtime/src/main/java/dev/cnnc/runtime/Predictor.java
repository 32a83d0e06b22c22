package dev.cnnc.runtime;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;

/**
 * Answers of a trained network. Thread-safe: any number of threads may share one.
 */
public final class Predictor implements AutoCloseable {
    Predictor(Model model, Weights weights, PredictorOptions options) {
        throw new UnsupportedOperationException();
    }

    /** The network. */
    public ModelInfo info() {
        throw new UnsupportedOperationException();
    }

    /** Floats in one image: height x width x channels. */
    public int inputLength() {
        throw new UnsupportedOperationException();
    }

    /** Floats of all outputs of one image. */
    public int outputLength() {
        throw new UnsupportedOperationException();
    }

    /**
     * Computes one image.
     *
     * @param pixels from 0 to 255, in the order height, width, channel
     * @param out receives the outputs, one after another
     */
    public void predict(float[] pixels, float[] out) {
        throw new UnsupportedOperationException();
    }

    /** Computes the first {@code count} images of {@code pixels}. */
    public void predictBatch(float[] pixels, int count, float[] out) {
        throw new UnsupportedOperationException();
    }

    /** Computes one image of any size. */
    public void predict(BufferedImage image, float[] out) {
        throw new UnsupportedOperationException();
    }

    /** The {@code top} likeliest classes of an image of any size, likeliest first. */
    public List<Prediction> classify(BufferedImage image, int top) {
        throw new UnsupportedOperationException();
    }

    /** The same for an image file. */
    public List<Prediction> classify(Path image, int top) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
