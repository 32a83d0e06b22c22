package dev.cnnc.compiler.report.html;

import dev.cnnc.compiler.report.html.Classification.Mistake;
import dev.cnnc.runtime.Model;
import dev.cnnc.runtime.OutputInfo;
import dev.cnnc.runtime.Predictor;
import dev.cnnc.runtime.PredictorOptions;
import dev.cnnc.runtime.Weights;
import dev.cnnc.runtime.data.Dataset;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/** Classifies images and keeps the worst mistakes. */
public final class Classifier {

    /** More images change the figures little and let the reader wait. */
    private static final int MOST_IMAGES = 20_000;
    private static final int BATCH = 64;
    private static final int WORST = 24;

    private final Dataset data;
    private final OutputInfo output;
    private final int[][] confusion;
    private final PriorityQueue<Wrong> worst = new PriorityQueue<>(Comparator.comparingDouble(Wrong::trust).reversed());

    /** @param trust in the image's own class: the log of its probability, or by how much its score is below the best */
    private record Wrong(int image, int actual, int predicted, double confidence, double trust) {}

    private Classifier(Dataset data, OutputInfo output) {
        this.data = data;
        this.output = output;
        confusion = new int[output.classes()][output.classes()];
    }

    /**
     * Classifies the images; of very many, the first ones.
     *
     * @param kind of the images, for a sentence: {@code validation}
     */
    public static Classification classify(Model model, Weights weights, Dataset data, String kind, int threads) {
        OutputInfo output = model.info().outputs().get(0);
        Classifier classifier = new Classifier(data, output);
        int images = Math.min(data.size(), MOST_IMAGES);
        PredictorOptions options = PredictorOptions.defaults().withThreads(threads).withCapacity(BATCH);
        try (Predictor predictor = model.newPredictor(weights, options)) {
            classifier.run(predictor, images);
        }
        String described = (images < data.size() ? "the first " : "the ")
                + String.format(Locale.ROOT, "%,d %s images", images, kind);
        return new Classification(described, labels(model, data, output.classes()), classifier.confusion,
                classifier.mistakes());
    }

    private static List<String> labels(Model model, Dataset data, int classes) {
        List<String> labels = model.info().labels();
        List<String> names = labels.size() == classes ? labels : data.classNames();
        return IntStream.range(0, classes).mapToObj(c -> c < names.size() ? names.get(c) : Integer.toString(c))
                .toList();
    }

    private void run(Predictor predictor, int images) {
        int size = predictor.inputLength();
        int stride = predictor.outputLength();
        byte[] bytes = new byte[size];
        for (int from = 0; from < images; from += BATCH) {
            int count = Math.min(BATCH, images - from);
            float[] pixels = new float[count * size];
            for (int i = 0; i < count; i++) {
                data.copyPixels(from + i, bytes, 0);
                for (int k = 0; k < size; k++) {
                    pixels[i * size + k] = bytes[k] & 0xff;
                }
            }
            float[] scores = new float[count * stride];
            predictor.predictBatch(pixels, count, scores);
            for (int i = 0; i < count; i++) {
                if (output.isDecision()) {
                    count(from + i, output.decide(scores[i * stride]), 0);
                } else {
                    count(from + i, scores, i * stride);
                }
            }
        }
    }

    private void count(int image, float[] scores, int at) {
        int classes = output.classes();
        int best = 0;
        for (int c = 1; c < classes; c++) {
            if (scores[at + c] > scores[at + best]) {
                best = c;
            }
        }
        int actual = data.label(image);
        confusion[actual][best]++;
        if (best == actual) {
            return;
        }
        boolean probable = output.probabilities() || output.isDecision();
        boolean logits = !probable && output.loss().isCrossEntropy();
        double logSum = 0;
        for (int c = 0; logits && c < classes; c++) {
            logSum += Math.exp(scores[at + c] - scores[at + best]);
        }
        double confidence = probable ? scores[at + best] : logits ? 1 / logSum : Double.NaN;
        double trust = probable
                ? Math.log(Math.max(Float.MIN_NORMAL, scores[at + actual]))
                : scores[at + actual] - scores[at + best] - (logits ? Math.log(logSum) : 0);
        worst.add(new Wrong(image, actual, best, confidence, trust));
        if (worst.size() > WORST) {
            worst.poll();
        }
    }

    private List<Mistake> mistakes() {
        List<Wrong> sorted = new ArrayList<>(worst);
        sorted.sort(Comparator.comparingDouble(Wrong::trust));
        return sorted.stream().map(wrong -> new Mistake(wrong.image, wrong.actual, wrong.predicted, wrong.confidence,
                picture(data, wrong.image))).toList();
    }

    /** An image of a data set. */
    private static BufferedImage picture(Dataset data, int image) {
        byte[] bytes = new byte[data.shape().bytes()];
        data.copyPixels(image, bytes, 0);
        return Picture.ofPixels(bytes, data.shape().height(), data.shape().width(), data.shape().channels());
    }
}
