package dev.cnnc.compiler.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;

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
        List<double[]> values = new ArrayList<>();
        for (int at = 0; at < places.size(); at++) {
            int place = at;
            List<double[]> inputs = at == 0
                    ? List.of(image)
                    : places.get(at).inputs().stream().map(values::get).toList();
            values.add(places.get(at).layer().compute(inputs, role -> weights.apply(place, role)));
        }
        return outputs.stream().map(values::get).flatMapToDouble(Arrays::stream).toArray();
    }
}
