package dev.cnnc.runtime.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The cases in {@code src/test/resources/reference}: a text says what each is, and a file beside it holds the numbers.
 * A case has the inputs of its operation ({@code x}, {@code w}, {@code b} …), the output {@code y}, the upstream
 * gradient {@code dy} and the gradients {@code dx}, {@code dw} ….
 */
public final class ReferenceCases {
    /** Of a forward result: |a - b| <= this + this * |b|. */
    public static final double FORWARD = 1e-5;
    /** Of a gradient, likewise. */
    public static final double BACKWARD = 2e-5;

    private static final List<Case> ALL =
            Stream.of(read("cases.txt", "vectors.bin"), read("variants.txt", "variants.bin"),
                            read("sums.txt", "sums.bin"),
                            read("losses.txt", "losses.bin"))
                    .flatMap(List::stream)
                    .toList();

    private ReferenceCases() {
    }

    /** The cases of an operation, as the index calls it; there is at least one. */
    public static List<Case> of(String operation) {
        List<Case> cases = ALL.stream().filter(c -> c.operation().equals(operation)).toList();
        if (cases.isEmpty()) {
            fail("no reference case for " + operation);
        }
        return cases;
    }

    /** One case; attribute values are words. */
    public record Case(String id, String operation, Map<String, List<String>> attributes, Map<String, Tensor> tensors) {
        public Tensor tensor(String name) {
            Tensor tensor = tensors.get(name);
            if (tensor == null) {
                fail(id + " has no tensor " + name + ", only " + tensors.keySet());
            }
            return tensor;
        }

        public boolean has(String tensor) {
            return tensors.containsKey(tensor);
        }

        /** The attribute's {@code index}-th number. */
        public int integer(String attribute, int index) {
            return Integer.parseInt(attributes.get(attribute).get(index));
        }

        public double real(String attribute) {
            return Double.parseDouble(attributes.get(attribute).get(0));
        }

        public String word(String attribute) {
            return attributes.get(attribute).get(0);
        }

        @Override
        public String toString() {
            return id;
        }
    }

    /** A tensor as the reference stores it: images in NCHW order. */
    public record Tensor(int[] shape, float[] values) {
        public int size(int axis) {
            return shape[axis];
        }

        /** The values as the runtime stores them, channels last; a tensor without four axes is the same either way. */
        public float[] channelsLast() {
            if (shape.length != 4) {
                return values.clone();
            }
            float[] out = new float[values.length];
            int from = 0;
            for (int n = 0; n < shape[0]; n++) {
                for (int c = 0; c < shape[1]; c++) {
                    for (int pixel = 0; pixel < shape[2] * shape[3]; pixel++) {
                        out[(n * shape[2] * shape[3] + pixel) * shape[1] + c] = values[from++];
                    }
                }
            }
            return out;
        }
    }

    /**
     * Compares {@code expected.length} floats of {@code actual}, from an index on, within a relative and absolute
     * tolerance.
     */
    public static void assertClose(String what, float[] expected, float[] actual, int from, double tolerance) {
        for (int i = 0; i < expected.length; i++) {
            double difference = Math.abs((double) expected[i] - actual[from + i]);
            if (!(difference <= tolerance + tolerance * Math.abs(expected[i]))) {
                assertEquals(expected[i], actual[from + i], what + ", element " + i + " of " + expected.length);
            }
        }
    }

    private static List<Case> read(String text, String numbers) {
        String index = new String(resource(text), StandardCharsets.UTF_8);
        ByteBuffer vectors = ByteBuffer.wrap(resource(numbers)).order(ByteOrder.LITTLE_ENDIAN);
        List<Case> cases = new ArrayList<>();
        for (String line : index.lines().toList()) {
            List<String> words = Arrays.asList(line.trim().split(" "));
            switch (words.get(0)) {
                case "#" -> { }
                case "case" -> cases.add(
                        new Case(words.get(1), words.get(2), new LinkedHashMap<>(), new LinkedHashMap<>()));
                case "attribute" -> last(cases).attributes().put(words.get(1), words.subList(2, words.size()));
                case "tensor" -> last(cases).tensors().put(words.get(1), tensor(words, vectors));
                default -> throw new IllegalStateException("unexpected line in " + text + ": " + line);
            }
        }
        return List.copyOf(cases);
    }

    private static Case last(List<Case> cases) {
        return cases.get(cases.size() - 1);
    }

    private static Tensor tensor(List<String> words, ByteBuffer vectors) {
        int first = Integer.parseInt(words.get(2));
        int[] shape = words.subList(3, words.size()).stream().mapToInt(Integer::parseInt).toArray();
        float[] values = new float[Arrays.stream(shape).reduce(1, Math::multiplyExact)];
        for (int i = 0; i < values.length; i++) {
            values[i] = vectors.getFloat((first + i) * Float.BYTES);
        }
        return new Tensor(shape, values);
    }

    private static byte[] resource(String name) {
        try (InputStream in = ReferenceCases.class.getResourceAsStream("/reference/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
