package dev.cnnc.samples;

import dev.cnnc.compiler.observe.Mode;
import dev.cnnc.compiler.observe.ObservedNetwork;
import dev.cnnc.compiler.observe.Probe;
import dev.cnnc.runtime.LayerInfo;
import dev.cnnc.runtime.ModelInfo;
import dev.cnnc.runtime.OutputInfo;
import dev.cnnc.runtime.Weights;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What networks are to learn that answer with images. One that ends in a softmax for each pixel is to tell the bright
 * ones, by cross entropy. One that enlarges is to draw the image whose pixels' means it is given. Others are to give
 * what they give with other weights, before a last ReLU, behind which many units never learn. The last two are judged
 * by the squared error as a share of the targets' variance.
 */
final class ImageObjective extends Objective {

    private static final float BRIGHT = 128;

    /** The loss of one layer's values: puts the gradient by them in place of them. */
    private interface Loss {
        double differentiate(float[] values);
    }

    private final String layer;
    private final Loss loss;

    private ImageObjective(float[] pixels, int images, String layer, Loss loss) {
        super(pixels, images);
        this.layer = layer;
        this.loss = loss;
    }

    static ImageObjective of(ObservedNetwork network, int images) {
        ModelInfo info = network.info();
        LayerInfo last = info.layers().get(info.layers().size() - 1);
        OutputInfo output = info.outputs().get(0);
        if (last.kind().equals("softmax")) {
            float[] pixels = drawing(images, info.input().height(), info.input().channels());
            int[] mask = mask(pixels, images, info.input().height(), output.height());
            return new ImageObjective(pixels, images, last.inputs().get(0),
                    scores -> crossEntropy(scores, mask, output.channels()));
        }
        if (output.height() > info.input().height()) {
            float[] large = drawing(images, output.height(), output.channels());
            float[] pixels = shrunk(large, images, output.height(), info.input().height());
            for (int i = 0; i < large.length; i++) {
                large[i] /= 255;
            }
            return new ImageObjective(pixels, images, last.path(), values -> squaredError(values, large));
        }
        return likeOtherWeights(network, images, last.kind().equals("relu") ? last.inputs().get(0) : last.path());
    }

    private static ImageObjective likeOtherWeights(ObservedNetwork network, int images, String layer) {
        ModelInfo info = network.info();
        float[] pixels = noise(images * info.input().size(), 7);
        try (Probe other = network.probe(Weights.initialised(info, 11), Mode.TRAINING, images, 1)) {
            other.forward(pixels, images);
            float[] targets = other.activation(layer).values();
            return new ImageObjective(pixels, images, layer, values -> squaredError(values, targets));
        }
    }

    /** Waves of other lengths and directions in each image, from 0 to 255. */
    private static float[] drawing(int images, int side, int channels) {
        float[] pixels = new float[images * side * side * channels];
        for (int i = 0; i < pixels.length; i++) {
            int pixel = i / channels;
            double x = (double) (pixel % side) / side;
            double y = (double) (pixel / side % side) / side;
            int image = pixel / side / side;
            double wave = Math.sin(2 * Math.PI * ((1 + image % 3) * x + (image % 4) * y) + image + i % channels);
            pixels[i] = (float) (127.5 * (1 + wave));
        }
        return pixels;
    }

    /** Which pixels are bright in the middle of each image, the part that the network answers for. */
    private static int[] mask(float[] pixels, int images, int side, int answered) {
        int border = (side - answered) / 2;
        return IntStream.range(0, images * answered * answered).map(i -> {
            int image = i / answered / answered;
            int row = border + i / answered % answered;
            return pixels[(image * side + row) * side + border + i % answered] > BRIGHT ? 1 : 0;
        }).toArray();
    }

    /** The means of squares of pixels; one channel. */
    private static float[] shrunk(float[] large, int images, int side, int smaller) {
        int factor = side / smaller;
        float[] small = new float[images * smaller * smaller];
        for (int i = 0; i < large.length; i++) {
            int image = i / side / side;
            int row = i / side % side / factor;
            small[(image * smaller + row) * smaller + i % side / factor] += large[i] / (factor * factor);
        }
        return small;
    }

    private static double crossEntropy(float[] scores, int[] classes, int channels) {
        double loss = 0;
        for (int pixel = 0; pixel < classes.length; pixel++) {
            int at = pixel * channels;
            IntToDoubleFunction exp = c -> Math.exp(scores[at + c] - scores[at + classes[at / channels]]);
            double sum = IntStream.range(0, channels).mapToDouble(exp).sum();
            loss += Math.log(sum) / classes.length;
            double[] shares = IntStream.range(0, channels).mapToDouble(c -> exp.applyAsDouble(c) / sum).toArray();
            for (int c = 0; c < channels; c++) {
                scores[at + c] = (float) ((shares[c] - (c == classes[pixel] ? 1 : 0)) / classes.length);
            }
        }
        return loss;
    }

    private static double squaredError(float[] values, float[] targets) {
        double mean = IntStream.range(0, targets.length).mapToDouble(i -> targets[i]).average().orElseThrow();
        double spread = IntStream.range(0, targets.length).mapToDouble(i -> square(targets[i] - mean)).sum();
        double loss = 0;
        for (int i = 0; i < values.length; i++) {
            double error = values[i] - targets[i];
            loss += square(error) / spread;
            values[i] = (float) (2 * error / spread);
        }
        return loss;
    }

    private static double square(double x) {
        return x * x;
    }

    @Override
    double backward(Probe probe) {
        float[] values = probe.activation(layer).values().clone();
        double sum = loss.differentiate(values);
        probe.backward(layer, values);
        return sum;
    }
}
