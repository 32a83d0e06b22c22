package dev.cnnc.compiler.profile;

import java.util.List;

/**
 * What a profiler measured.
 *
 * @param batch   images that were computed together
 * @param threads that shared the work
 * @param kernels {@code vector} or {@code loops}
 * @param peak    floating-point operations a second that the machine reaches at most, with all threads; NaN where it
 *                could not be measured
 * @param parts   in the order of their measurement
 */
public record Profile(
        String network, int batch, int threads, String kernels, double peak, List<Part> parts) {

    public Profile {
        parts = List.copyOf(parts);
    }

    /**
     * A pass over all layers.
     *
     * @param seconds of the whole pass, measured without a clock between its rows
     * @param rows    in the order of the network
     */
    public record Part(String name, double seconds, List<Row> rows) {

        public Part {
            rows = List.copyOf(rows);
        }

        /** Of all rows; what is missing to {@link #seconds} or exceeds it is noise and the clock. */
        public double secondsOfRows() {
            return rows.stream().mapToDouble(Row::seconds).sum();
        }

        /** Of all rows. */
        public long flops() {
            return rows.stream().mapToLong(Row::flops).reduce(0, Math::addExact);
        }
    }

    /**
     * A layer, with those that are computed along with it.
     *
     * @param layers  their paths, in the order of the computation
     * @param shape   of the output of an image
     * @param how     the algorithm, where there is a choice; otherwise empty
     * @param seconds for the batch
     * @param flops   floating-point operations of the definition, two for a multiply-accumulate; an algorithm that
     *                needs fewer seems faster than the machine
     * @param bytes   of tensors and weights that are read and written, each once for each operation
     */
    public record Row(List<String> layers, String shape, String how, double seconds, long flops, long bytes) {

        public Row {
            layers = List.copyOf(layers);
        }

        Row timed(double measured) {
            return new Row(layers, shape, how, measured, flops, bytes);
        }
    }
}
