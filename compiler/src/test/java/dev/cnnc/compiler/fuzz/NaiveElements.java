package dev.cnnc.compiler.fuzz;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;

/** Layers without weights that take one input. */
final class NaiveElements {

    /** The functions by their names, as their papers write them. */
    static final Map<String, DoubleUnaryOperator> ACTIVATIONS = new LinkedHashMap<>();

    static {
        ACTIVATIONS.put("relu", x -> x > 0 ? x : 0);
        ACTIVATIONS.put("relu6", x -> x < 0 ? 0 : x > 6 ? 6 : x);
        ACTIVATIONS.put("leaky_relu", x -> x > 0 ? x : 0.01 * x);
        ACTIVATIONS.put("elu", x -> x > 0 ? x : Math.exp(x) - 1);
        ACTIVATIONS.put("selu", x -> 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * (Math.exp(x) - 1)));
        ACTIVATIONS.put("gelu", x -> x / 2 * (1 + errorFunction(x / Math.sqrt(2))));
        ACTIVATIONS.put("sigmoid", x -> 1 / (1 + Math.exp(-x)));
        ACTIVATIONS.put("tanh", Math::tanh);
        ACTIVATIONS.put("softplus", x -> x > 30 ? x : Math.log(1 + Math.exp(x)));
        ACTIVATIONS.put("silu", x -> x / (1 + Math.exp(-x)));
        ACTIVATIONS.put("hard_sigmoid", x -> x < -3 ? 0 : x > 3 ? 1 : (x + 3) / 6);
        ACTIVATIONS.put("hard_swish", x -> x < -3 ? 0 : x > 3 ? x : x * (x + 3) / 6);
    }

    private NaiveElements() {}

    /** A layer that computes all of its output from all of its input. */
    private record Whole(String kind, NaiveShape shape, UnaryOperator<double[]> function) implements NaiveLayer {

        @Override
        public double[] compute(List<double[]> inputs, Function<String, float[]> weights) {
            return function.apply(inputs.get(0));
        }
    }

    static NaiveLayer activation(String name, NaiveShape in) {
        return new Whole(name, in, x -> Arrays.stream(x).map(ACTIVATIONS.get(name)).toArray());
    }

    /** What does nothing in a prediction: {@code input}, {@code dropout}. */
    static NaiveLayer identity(String kind, NaiveShape in) {
        return new Whole(kind, in, x -> x);
    }

    static NaiveLayer softmax(NaiveShape in) {
        return new Whole("softmax", in, x -> {
            double largest = Arrays.stream(x).max().orElseThrow();
            double sum = Arrays.stream(x).map(value -> Math.exp(value - largest)).sum();
            return Arrays.stream(x).map(value -> Math.exp(value - largest) / sum).toArray();
        });
    }

    static NaiveLayer logSoftmax(NaiveShape in) {
        return new Whole("log_softmax", in, x -> {
            double largest = Arrays.stream(x).max().orElseThrow();
            double sum = Arrays.stream(x).map(value -> Math.exp(value - largest)).sum();
            return Arrays.stream(x).map(value -> value - largest - Math.log(sum)).toArray();
        });
    }

    static NaiveLayer scale(NaiveShape in, double factor) {
        return new Whole("scale", in, x -> Arrays.stream(x).map(value -> value * factor).toArray());
    }

    /** {@code lrn}, with the factor on each square. */
    static NaiveLayer responses(NaiveShape in, int size, double factor, double beta, double k) {
        return new Whole("lrn", in, x -> {
            double[] out = new double[x.length];
            for (int at = 0; at < x.length; at++) {
                int channel = at % in.channels();
                double sum = k;
                for (int other = channel - size / 2; other < channel - size / 2 + size; other++) {
                    if (other >= 0 && other < in.channels()) {
                        sum += factor * Math.pow(x[at - channel + other], 2);
                    }
                }
                out[at] = x[at] / Math.pow(sum, beta);
            }
            return out;
        });
    }

    /** The power series, which converges everywhere and is exact enough below 4. */
    private static double errorFunction(double x) {
        if (Math.abs(x) > 4) {
            return Math.signum(x);
        }
        double sum = 0;
        double term = x;
        for (int n = 0; n < 120; n++) {
            sum += term / (2 * n + 1);
            term *= -x * x / (n + 1);
        }
        return 2 / Math.sqrt(Math.PI) * sum;
    }
}
