package dev.cnnc.compiler.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** Layers and the earlier layers that they read, in the order in which the language unfolds them. */
final class NaiveNetwork {

    private final List<Place> places = new ArrayList<>();
    private final List<Integer> outputs = new ArrayList<>();

    /** A layer in the network; inputs are counted from 0. */
    record Place(NaiveLayer layer, List<Integer> inputs) {}

    int add(NaiveLayer layer, Integer... inputs) {
        places.add(new Place(layer, List.of(inputs)));
        return places.size() - 1;
    }

    /** What predictions give: the end of the model first, others behind it. */
    void addOutput(int index, int place) {
        outputs.add(index, place);
    }

    List<Place> places() {
        return places;
    }

    int outputs() {
        return outputs.size();
    }

    NaiveShape shape(int place) {
        return places.get(place).layer().shape();
    }

    /**
     * All outputs, one after another.
     *
     * @param weights the numbers of a parameter, by the place of its layer and its role
     */
    double[] predict(double[] image, BiFunction<Integer, String, float[]> weights) {
        return predict(image, weights, UnaryOperator.identity());
    }

    /**
     * The same with a change to what every layer gives.
     *
     * @param rounding in place of the exact numbers of a layer
     */
    double[] predict(
            double[] image, BiFunction<Integer, String, float[]> weights, UnaryOperator<double[]> rounding) {
        List<double[]> values = new ArrayList<>();
        for (int at = 0; at < places.size(); at++) {
            int place = at;
            List<double[]> inputs = at == 0
                    ? List.of(image)
                    : places.get(at).inputs().stream().map(values::get).toList();
            double[] exact = places.get(at).layer().compute(inputs, role -> weights.apply(place, role));
            values.add(rounding.apply(exact));
        }
        return outputs.stream().map(values::get).flatMapToDouble(Arrays::stream).toArray();
    }
}
