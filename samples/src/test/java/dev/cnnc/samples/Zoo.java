package dev.cnnc.samples;

import dev.cnnc.compiler.CompilerOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The networks that the samples build, with the counts that are published for them. */
final class Zoo {

    private static final String FOLDER = "/zoo/";

    private Zoo() {}

    /** The networks in {@code zoo/networks.csv}, in its order, which is that of the table in the documentation. */
    static List<Network> networks() {
        return lines("networks.csv").stream().skip(1).map(Network::parse).toList();
    }

    static Network network(String name) {
        return networks().stream().filter(network -> network.name().equals(name)).findFirst().orElseThrow();
    }

    /**
     * The places of a network through which everything passes, such as the end of a residual, with what it counts up to
     * there.
     */
    static List<Stage> stages(Network network) {
        return lines("stages/" + network.name() + ".txt").stream().map(Stage::parse).toList();
    }

    static List<String> lines(String resource) {
        try (InputStream stream = Zoo.class.getResourceAsStream(FOLDER + resource)) {
            if (stream == null) {
                throw new IllegalArgumentException("there is no " + FOLDER + resource);
            }
            return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8)).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * One network: a file and the values of its parameters.
     *
     * @param settings   values that make the published network
     * @param small      values that make one which predicts in an instant; empty if another network of the family
     *                   stands for this one
     * @param trainable  parameters
     * @param state      parameters that are not trained, such as running means
     * @param macs       multiply-accumulates for one image, auxiliary classifiers included
     * @param source     where the counts are from
     */
    record Network(String name, String file, Map<String, String> settings, Map<String, String> small, long trainable,
            long state, long macs, String source) {

        static Network parse(String line) {
            String[] cells = line.split(",");
            return new Network(cells[0], cells[1], settings(cells[2]), settings(cells[3]), Long.parseLong(cells[4]),
                    Long.parseLong(cells[5]), Long.parseLong(cells[6]), cells[7]);
        }

        private static Map<String, String> settings(String cell) {
            Map<String, String> values = new LinkedHashMap<>();
            Arrays.stream(cell.split(" ")).filter(setting -> !setting.isEmpty()).forEach(setting -> {
                String[] sides = setting.split("=");
                values.put(sides[0], sides[1]);
            });
            return values;
        }

        Path path() {
            return Repository.sample(file);
        }

        CompilerOptions options() {
            return CompilerOptions.defaults().withParameters(settings);
        }

        CompilerOptions smallOptions() {
            Map<String, String> values = new LinkedHashMap<>(settings);
            values.putAll(small);
            return CompilerOptions.defaults().withParameters(values);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * A place in a network.
     *
     * @param shape      of the tensor there: {@code 56x56x64}
     * @param parameters of all layers up to there, but for auxiliary classifiers
     * @param macs       of the same layers
     */
    record Stage(String shape, long parameters, long macs) {

        static Stage parse(String line) {
            String[] cells = line.split(" ");
            return new Stage(cells[0], Long.parseLong(cells[1]), Long.parseLong(cells[2]));
        }
    }
}
