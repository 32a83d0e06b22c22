package dev.cnnc.runtime.op;

import dev.cnnc.runtime.kernel.ActivationKind;
import dev.cnnc.runtime.op.ConvolutionRun.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Prints GFLOP/s of forward pass, input gradient and weight gradient for shapes of well-known networks, the best of
 * many runs. Arguments: {@code vector|loops}, threads, and optionally a part of a name. Run it with the module
 * {@code jdk.incubator.vector} on the class path of the tests.
 */
final class KernelTiming {
    private static final long NANOS = 700_000_000L;

    private KernelTiming() {
    }

    public static void main(String[] arguments) {
        String kernels = arguments.length > 0 ? arguments[0] : "vector";
        int threads = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
        String only = arguments.length > 2 ? arguments[2] : "";
        time(only, "conv 3x3 64>64 28x28 b1", kernels, threads, square(1, 28, 64, 64, 3, 1, 1));
        time(only, "conv 3x3 64>64 28x28 b32", kernels, threads, square(32, 28, 64, 64, 3, 1, 1));
        time(only, "conv 5x5 1>6 28x28 b128", kernels, threads, square(128, 28, 1, 6, 5, 1, 2));
        time(only, "conv 5x5 6>16 14x14 b128", kernels, threads, square(128, 14, 6, 16, 5, 1, 0));
        time(only, "conv 3x3 1>32 28x28 b128", kernels, threads, square(128, 28, 1, 32, 3, 1, 0));
        time(only, "conv 3x3 32>64 13x13 b128", kernels, threads, square(128, 13, 32, 64, 3, 1, 0));
        time(only, "conv 3x3 16>16 32x32 b128", kernels, threads, square(128, 32, 16, 16, 3, 1, 1));
        time(only, "conv 3x3 16>32 s2 32x32 b128", kernels, threads, square(128, 32, 16, 32, 3, 2, 1));
        time(only, "conv 3x3 64>64 8x8 b128", kernels, threads, square(128, 8, 64, 64, 3, 1, 1));
        time(only, "conv 1x1 256>64 56x56 b4", kernels, threads, square(4, 56, 256, 64, 1, 1, 0));
        time(only, "conv 3x3 512>512 7x7 b16", kernels, threads, square(16, 7, 512, 512, 3, 1, 1));
        time(only, "conv 7x7 3>64 s2 224 b2", kernels, threads, square(2, 224, 3, 64, 7, 2, 3));
        time(only, "dense 1600>10 b128", kernels, threads, dense(128, 1600, 10));
        time(only, "dense 400>120 b128", kernels, threads, dense(128, 400, 120));
        time(only, "dense 400>120 b1", kernels, threads, dense(1, 400, 120));
        time(only, "dense 4096>4096 b1", kernels, threads, dense(1, 4096, 4096));
        time(only, "depthwise 3x3 96 56x56 b8", kernels, threads, new NaiveConvolution(8, new Layout(56, 56, 96),
                new Layout(56, 56, 96), 3, 3, 1, 1, 1, 1, 1, 1, 96));
        time(only, "depthwise 3x3 144 s2 56x56 b8", kernels, threads, new NaiveConvolution(8, new Layout(56, 56, 144),
                new Layout(28, 28, 144), 3, 3, 2, 2, 1, 1, 1, 1, 144));
        winograd(only, 224, 64, 64, kernels, threads);
        winograd(only, 112, 128, 128, kernels, threads);
        winograd(only, 56, 256, 256, kernels, threads);
        winograd(only, 28, 512, 512, kernels, threads);
        winograd(only, 14, 512, 512, kernels, threads);
        winograd(only, 56, 64, 64, kernels, threads);
        winograd(only, 28, 128, 128, kernels, threads);
        winograd(only, 14, 256, 256, kernels, threads);
        winograd(only, 7, 512, 512, kernels, threads);
        training(only, 128, 32, 16, 16, kernels, threads);
        training(only, 128, 16, 32, 32, kernels, threads);
        training(only, 128, 8, 64, 64, kernels, threads);
        training(only, 128, 26, 32, 64, kernels, threads);
        training(only, 16, 56, 64, 64, kernels, threads);
        training(only, 16, 28, 128, 128, kernels, threads);
        training(only, 16, 14, 256, 256, kernels, threads);
        training(only, 16, 7, 512, 512, kernels, threads);
        training(only, 8, 224, 64, 64, kernels, threads);
        training(only, 8, 56, 256, 256, kernels, threads);
        training(only, 8, 28, 512, 512, kernels, threads);
        training(only, 8, 14, 512, 512, kernels, threads);
    }

    /** Predictions directly and by Winograd's tiles, as if all had the direct form's operations. */
    private static void winograd(String only, int size, int channels, int filters, String kernels, int threads) {
        String name = String.format(Locale.ROOT, "winograd %dx%d %d>%d", size, size, channels, filters);
        if (!name.contains(only)) {
            return;
        }
        NaiveConvolution shape = square(1, size, channels, filters, 3, 1, 1);
        Random random = new Random(1);
        float[] x = Numbers.values(random, shape.x().imageStride());
        float[] w = Numbers.values(random, shape.weights());
        float[] b = Numbers.values(random, filters);
        Tail tail = new Tail(ActivationKind.RELU, 0, false);
        double flops = 2.0 * shape.y().pixels() * shape.weights();
        try (ConvolutionRun direct = new ConvolutionRun(Kind.CONVOLUTION, shape, true, tail, kernels, threads, 1);
                ConvolutionRun two = new ConvolutionRun(Kind.WINOGRAD_2, shape, true, tail, kernels, threads, 1);
                ConvolutionRun four = new ConvolutionRun(Kind.WINOGRAD_4, shape, true, tail, kernels, threads, 1)) {
            direct.set(x, w, b);
            two.set(x, w, b);
            four.set(x, w, b);
            direct.infer(null);
            two.infer(null);
            four.infer(null);
            System.out.printf(Locale.ROOT, "%-30s direct %6.1f  2x2 %6.1f  4x4 %6.1f GFLOP/s%n", name,
                    flops / best(() -> direct.inferOnly(false)), flops / best(() -> two.inferOnly(false)),
                    flops / best(() -> four.inferOnly(false)));
        }
    }

    /** A training step's forward pass and input gradient, the packing of the weights included. */
    private static void training(String only, int images, int size, int channels, int filters, String kernels,
            int threads) {
        String name = String.format(Locale.ROOT, "training %dx%d %d>%d b%d", size, size, channels, filters, images);
        if (!name.contains(only)) {
            return;
        }
        NaiveConvolution shape = square(images, size, channels, filters, 3, 1, 1);
        Random random = new Random(1);
        float[] x = Numbers.values(random, images * shape.x().imageStride());
        float[] w = Numbers.values(random, shape.weights());
        double flops = 2.0 * images * shape.y().pixels() * shape.weights();
        System.out.printf(Locale.ROOT, "%-30s", name);
        for (Kind kind : List.of(Kind.CONVOLUTION, Kind.WINOGRAD_2, Kind.WINOGRAD_4)) {
            try (ConvolutionRun run = new ConvolutionRun(kind, shape, false, Tail.NONE, kernels, threads, images)) {
                run.set(x, w, null);
                run.forward();
                run.backwardFrozen(Numbers.values(random, images * shape.y().imageStride()));
                System.out.printf(Locale.ROOT, "  %s %6.1f dX %6.1f", kind, flops / best(run::forwardOnly),
                        flops / best(run::backwardFrozenOnly));
            }
        }
        System.out.println(" GFLOP/s");
    }

    private static NaiveConvolution square(int images, int size, int channels, int filters, int kernel, int stride,
            int pad) {
        int out = (size + 2 * pad - kernel) / stride + 1;
        return new NaiveConvolution(images, new Layout(size, size, channels), new Layout(out, out, filters), kernel,
                kernel, stride, stride, pad, pad, 1, 1, 1);
    }

    private static NaiveConvolution dense(int images, int inputs, int outputs) {
        return new NaiveConvolution(images, Layout.vector(inputs), Layout.vector(outputs), 1, 1, 1, 1, 0, 0, 1, 1, 1);
    }

    private static void time(String only, String name, String kernels, int threads, NaiveConvolution shape) {
        if (!name.contains(only)) {
            return;
        }
        Kind kind = shape.groups() > 1 ? Kind.DEPTHWISE : shape.x().pixels() == 1 ? Kind.DENSE : Kind.CONVOLUTION;
        try (ConvolutionRun run = new ConvolutionRun(kind, shape, true, new Tail(ActivationKind.RELU, 0, false),
                kernels, threads, shape.images())) {
            Random random = new Random(1);
            run.set(Numbers.values(random, shape.images() * shape.x().imageStride()), Numbers.values(random,
                    shape.weights()), Numbers.values(random, shape.y().channels()));
            run.forward();
            run.infer(null);
            run.backward(Numbers.values(random, shape.images() * shape.y().imageStride()), null);
            double flops = 2.0 * shape.images() * shape.y().pixels() * shape.weights();
            long infer = best(() -> run.inferOnly(false));
            long forward = best(run::forwardOnly);
            long weights = best(run::weightGradientOnly);
            long backward = best(() -> run.backwardOnly(false));
            System.out.printf(Locale.ROOT, "%-30s infer %6.1f (%.1f us)  forward %6.1f  dW %6.1f  dX %6.1f GFLOP/s%n",
                    name, flops / infer, infer / 1e3, flops / forward, flops / weights, flops / Math.max(1, backward
                    - weights));
        }
    }

    private static long best(Runnable work) {
        long best = Long.MAX_VALUE;
        long end = System.nanoTime() + NANOS;
        while (System.nanoTime() < end) {
            long start = System.nanoTime();
            work.run();
            best = Math.min(best, System.nanoTime() - start);
        }
        return best;
    }
}
