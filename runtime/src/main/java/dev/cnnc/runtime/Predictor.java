package dev.cnnc.runtime;

import dev.cnnc.runtime.io.ImageDecoder;
import dev.cnnc.runtime.kernel.Kernels;
import dev.cnnc.runtime.op.PackedWeights;
import dev.cnnc.runtime.op.Workspace;
import dev.cnnc.runtime.parallel.SharedPools;
import dev.cnnc.runtime.parallel.WorkerPool;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;

/**
 * Answers of a trained network. Thread-safe: any number of threads may share one, each call has an arena of its own,
 * and the answer does not depend on what the others do. A call spreads over as many threads as no other call computes
 * on; more calls than {@link PredictorOptions#sessions()} wait. Predictors with as many threads have them in common.
 *
 * <p>The packed weights are a snapshot of the {@link Weights} it was made from. With arrays of the caller's,
 * {@link #predict(float[], float[])} and {@link #predictBatch} allocate nothing once each session has run.
 */
public final class Predictor implements AutoCloseable {
    private static final float[] NONE = {};

    private final Model model;
    private final PredictorOptions options;
    private final Kernels kernels;
    private final WorkerPool workers;
    private final PackedWeights packed;
    private final PixelScaling scaling;
    private final ClassScores scores;
    private final SessionPool sessions;
    /** Images that a session computes at a time. */
    private final int together;
    private final int inputLength;
    private final int outputLength;

    /** With kernels that read weights in their place, these must not change any more. */
    Predictor(Model model, Weights weights, PredictorOptions options, Kernels kernels) {
        if (!weights.info().parameters().equals(model.info().parameters())) {
            throw new IllegalArgumentException("the weights are of " + weights.info().name() + ", the network is "
                    + model.info().name());
        }
        this.model = model;
        this.options = options;
        this.kernels = kernels;
        this.packed = new PackedWeights(model.inferencePlan().slots());
        this.scaling = PixelScaling.of(weights);
        this.scores = new ClassScores(model.info());
        this.inputLength = model.info().input().size();
        int length = 0;
        for (OutputInfo output : model.info().outputs()) {
            length = Math.addExact(length, output.size());
        }
        this.outputLength = length;
        this.together = Together.images(model.inferencePlan().floatsPerImage(), weights.parameters().length,
                options.capacity());
        this.workers = SharedPools.take(options.threads());
        float[] kept = kernels.products().inPlace() == null ? NONE : weights.parameters();
        this.sessions = new SessionPool(options.sessions(), () -> session(kept, NONE));
        try {
            // A session for this alone, so that the ones which stay do not hold on to weights that they do not read.
            session(weights.parameters(), weights.state()).prepare();
        } catch (RuntimeException | Error e) {
            SharedPools.giveBack(workers);
            throw e;
        }
    }

    private InferenceSession session(float[] parameters, float[] state) {
        Workspace workspace = new Workspace(kernels, workers, together, model.inferencePlan().floatsPerImage(),
                parameters, NONE, state, packed);
        return new InferenceSession(model, workspace, scaling);
    }

    /** The network. */
    public ModelInfo info() {
        return model.info();
    }

    /** Floats in one image: height x width x channels. */
    public int inputLength() {
        return inputLength;
    }

    /** Floats of all outputs of one image. */
    public int outputLength() {
        return outputLength;
    }

    /**
     * Computes one image.
     *
     * @param pixels {@link #inputLength()} values from 0 to 255 in the order height, width, channel
     * @param out receives {@link #outputLength()} values: the outputs one after another, in the order of
     *        {@link ModelInfo#outputs()}, each as the network gives it (probabilities if it ends in a softmax)
     * @throws IllegalArgumentException if an array has another length
     * @throws IllegalStateException if the predictor is closed
     */
    public void predict(float[] pixels, float[] out) {
        if (pixels.length != inputLength) {
            throw new IllegalArgumentException("an image of " + info().name() + " has " + inputLength
                    + " values (" + describeInput() + "), not " + pixels.length);
        }
        if (out.length != outputLength) {
            throw new IllegalArgumentException("the output of " + info().name() + " has " + outputLength
                    + " values, not " + out.length);
        }
        compute(pixels, 1, out);
    }

    /**
     * Computes many images, at most {@link PredictorOptions#capacity()} at a time in each of the sessions that are
     * free.
     *
     * @param pixels the images one after another; may be longer than needed
     * @param count how many of them to compute
     * @param out receives {@link #outputLength()} values an image; may be longer than needed
     * @throws IllegalArgumentException if an array is too short
     * @throws IllegalStateException if the predictor is closed
     */
    public void predictBatch(float[] pixels, int count, float[] out) {
        if (count < 0 || pixels.length < (long) count * inputLength) {
            throw new IllegalArgumentException(count + " images of " + info().name() + " have "
                    + (long) count * inputLength + " values (" + describeInput() + " each), not " + pixels.length);
        }
        if (out.length < (long) count * outputLength) {
            throw new IllegalArgumentException("the outputs of " + count + " images have "
                    + (long) count * outputLength + " values, not " + out.length);
        }
        compute(pixels, count, out);
    }

    /** Computes one image of any size, fitted as {@link InputInfo#fit} says; {@code out} as in {@link #predict}. */
    public void predict(BufferedImage image, float[] out) {
        predict(info().input().pixelsOf(image), out);
    }

    /** The same for an image file, as {@link ImageDecoder} reads it. */
    public void predict(Path image, float[] out) {
        predict(info().input().pixelsOf(image), out);
    }

    /** Whether the network's first output scores classes, which {@link #classify} needs. */
    public boolean classifies() {
        return scores.available();
    }

    /**
     * The {@code top} likeliest classes of an image of any size, likeliest first. Where the network gives values before
     * the softmax that its loss takes, the softmax is taken here.
     *
     * @throws CnncException if the network does not classify; {@link #predict(BufferedImage, float[])} has its values
     */
    public List<Prediction> classify(BufferedImage image, int top) {
        requireClasses(top);
        return rank(info().input().pixelsOf(image), top);
    }

    private void requireClasses(int top) {
        if (top < 1) {
            throw new IllegalArgumentException("top is at least 1, not " + top);
        }
        if (!classifies()) {
            throw new CnncException(info().name() + " does not classify: its output '"
                    + info().outputs().get(0).name() + "' is neither probabilities nor trained by cross_entropy");
        }
    }

    private List<Prediction> rank(float[] pixels, int top) {
        float[] out = new float[outputLength];
        predict(pixels, out);
        return scores.rank(out, top);
    }

    /**
     * The same for an image file, as {@link ImageDecoder} reads it.
     *
     * @throws CnncException also if the file is missing, no image, damaged or too large
     */
    public List<Prediction> classify(Path image, int top) {
        requireClasses(top);
        return rank(info().input().pixelsOf(image), top);
    }

    /** Waits for calls under way, then frees threads and memory. Later calls fail; closing again does nothing. */
    @Override
    public void close() {
        if (sessions.close()) {
            SharedPools.giveBack(workers);
        }
    }

    private void compute(float[] pixels, int count, float[] out) {
        InferenceSession session = sessions.take();
        workers.enter();
        try {
            session.compute(sessions, pixels, count, out);
        } finally {
            workers.leave();
            sessions.giveBack(session);
        }
    }

    private String describeInput() {
        InputInfo input = info().input();
        return input.height() + " x " + input.width() + " x " + input.channels();
    }
}
