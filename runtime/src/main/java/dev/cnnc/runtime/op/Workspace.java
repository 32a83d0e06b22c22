package dev.cnnc.runtime.op;

import dev.cnnc.runtime.kernel.Kernels;
import dev.cnnc.runtime.parallel.WorkerPool;
import java.util.Objects;

/**
 * The memory of one session: everything that its operations touch. Once the first step is done, a step allocates
 * nothing. Not thread-safe: one call at a time.
 *
 * <p>Tensors live in one arena at the offsets of the memory plan. The plan counts floats for one image; a tensor with
 * plan offset {@code o} begins {@code o * capacity} floats behind the first one, and its images follow one another
 * without gaps; see {@link #begin} for fewer images.
 */
public final class Workspace {
    /** Floats behind the last tensor, because products read whole vectors. */
    private static final int SPARE = 64;

    /**
     * Floats in front of the first tensor, and of packed weights. The collector G1 gives a large array regions of its
     * own; behind the array's header of 16 bytes and these, vectors begin where a line of the cache does, and none lies
     * across two.
     */
    static final int LEAD = 12;

    /** Floats of all tensors at most: JVMs have no longer arrays. */
    private static final int MOST = Integer.MAX_VALUE - 8 - LEAD - SPARE;

    /** Floats of a second-level cache of 1 MB. */
    static final int CACHE = 1 << 18;

    private final Kernels kernels;
    private final WorkerPool workers;
    private final int capacity;
    private final float[] arena;
    private final float[] parameters;
    private final float[] gradients;
    private final float[] state;
    private final PackedWeights packed;
    private final float[][] scratch;
    private float[] packing = {};
    private final int[] labels;
    private float[] targets = {};
    private int[] otherLabels = {};
    private float[] shares = {};
    private float[] classWeights = {};
    private int count;
    private int spread;
    private long seed;
    private long step;
    private double lossSum;

    /**
     * @param capacity the largest number of images in one call
     * @param floatsPerImage the arena's size for one image, from the memory plan
     * @param parameters trainable tensors, one after another
     * @param gradients the same places, for their gradients; empty where nothing is trained
     * @param state tensors that are kept but not trained: running means and variances
     * @param packed what {@code pack} prepares for inference
     * @throws IllegalArgumentException if the arena exceeds the longest Java array
     */
    public Workspace(Kernels kernels, WorkerPool workers, int capacity, int floatsPerImage, float[] parameters,
            float[] gradients, float[] state, PackedWeights packed) {
        if (capacity <= 0 || floatsPerImage < 0) {
            throw new IllegalArgumentException("capacity " + capacity + ", floats per image " + floatsPerImage);
        }
        long floats = (long) capacity * floatsPerImage;
        if (floats > MOST) {
            throw new IllegalArgumentException("a batch of " + capacity + " images needs " + floats
                    + " floats, more than one Java array holds; use a batch of at most "
                    + MOST / floatsPerImage);
        }
        this.kernels = Objects.requireNonNull(kernels, "kernels");
        this.workers = Objects.requireNonNull(workers, "workers");
        this.capacity = capacity;
        this.arena = new float[LEAD + (int) floats + SPARE];
        this.parameters = Objects.requireNonNull(parameters, "parameters");
        this.gradients = Objects.requireNonNull(gradients, "gradients");
        this.state = Objects.requireNonNull(state, "state");
        this.packed = Objects.requireNonNull(packed, "packed");
        this.scratch = new float[workers.threads()][0];
        this.labels = new int[capacity];
        this.count = capacity;
        this.spread = capacity;
    }

    public Kernels kernels() {
        return kernels;
    }

    public WorkerPool workers() {
        return workers;
    }

    public float[] arena() {
        return arena;
    }

    public int capacity() {
        return capacity;
    }

    /** Images in the current call, at most {@link #capacity()}. */
    public int count() {
        return count;
    }

    public void count(int images) {
        if (images < 1 || images > capacity) {
            throw new IllegalArgumentException(images + " images in a workspace for 1 to " + capacity);
        }
        count = images;
    }

    /**
     * Sets {@link #count} for a call that starts with nothing in the arena: its tensors lie as close together as if so
     * many images were the capacity, so that they take the place of others in the cache too.
     */
    public void begin(int images) {
        count(images);
        spread = images;
    }

    /** Where in the arena the tensor with this plan offset begins. */
    public int address(int offset) {
        return LEAD + offset * spread;
    }

    public float[] parameters() {
        return parameters;
    }

    public float[] gradients() {
        return gradients;
    }

    public float[] state() {
        return state;
    }

    public PackedWeights packed() {
        return packed;
    }

    /**
     * Room for the weights of the layer at work, packed for this step. All layers of a training share it, since none
     * needs its packed weights twice; it grows during the first step.
     */
    float[] packing(int floats) {
        if (packing.length < floats) {
            packing = new float[floats];
        }
        return packing;
    }

    /** Called by an operation's constructor: every worker's scratch array has at least this many floats from now on. */
    public void reserveScratch(int floats) {
        for (int worker = 0; worker < scratch.length; worker++) {
            if (scratch[worker].length < floats) {
                scratch[worker] = new float[floats];
            }
        }
    }

    /** A worker's scratch array; its contents last no longer than the unit of work at hand. */
    public float[] scratch(int worker) {
        return scratch[worker];
    }

    public long seed() {
        return seed;
    }

    public void seed(long value) {
        seed = value;
    }

    /** The number of the training step, which with the seed decides what dropout drops. */
    public long step() {
        return step;
    }

    public void step(long value) {
        step = value;
    }

    /** The batch's classes, one an image; the trainer writes them. */
    public int[] labels() {
        return labels;
    }

    /** From now on each image is a mixture, whose second classes and shares of the first the trainer writes. */
    public void mix() {
        otherLabels = new int[capacity];
        shares = new float[capacity];
    }

    /** Whether images are mixtures of two. */
    public boolean mixes() {
        return shares.length > 0;
    }

    /** The class of the second image in each mixture; empty if there are none. */
    public int[] otherLabels() {
        return otherLabels;
    }

    /** What the first image has of each mixture, 0 to 1; empty if there are none. */
    public float[] shares() {
        return shares;
    }

    /** What an image has of a class: 1 of its own and 0 of others, unless it is a mixture. */
    public double shareOf(int image, int label) {
        double own = labels[image] == label ? 1 : 0;
        if (!mixes()) {
            return own;
        }
        double other = otherLabels[image] == label ? 1 : 0;
        return shares[image] * own + (1 - shares[image]) * other;
    }

    /** The batch's target values for a regression, image by image. */
    public float[] targets() {
        return targets;
    }

    /** Sets the array that {@link #targets()} returns; the trainer keeps it and fills it again for every batch. */
    public void targets(float[] values) {
        targets = Objects.requireNonNull(values, "values");
    }

    /** What an image of each class counts in the losses; empty where all count alike. */
    public float[] classWeights() {
        return classWeights;
    }

    public void classWeights(float[] values) {
        classWeights = Objects.requireNonNull(values, "values");
    }

    /** The losses of all images since {@link #clearLoss()}, summed. */
    public double lossSum() {
        return lossSum;
    }

    public void clearLoss() {
        lossSum = 0;
    }

    void addLoss(double loss) {
        lossSum += loss;
    }
}
