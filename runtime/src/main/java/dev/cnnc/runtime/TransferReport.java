package dev.cnnc.runtime;

import java.util.List;
import java.util.stream.Stream;

/**
 * What {@link Weights#loadMatching} took out of a file, and what it did not.
 *
 * @param source the file, for messages
 * @param taken weights of the network that are now those of the file
 * @param different weights whose tensor in the file has another shape, or holds no floating-point numbers; they are as
 *        they were
 * @param missing weights of the network that the file does not have; they are as they were
 * @param unused tensors of the file that the network does not have, by their names in the file; neither the counters
 *        that PyTorch keeps in batch norms nor the optimiser's state of a checkpoint are among them
 */
public record TransferReport(String source, List<Taken> taken, List<Difference> different, List<ParameterInfo> missing,
        List<String> unused) {
    private static final int SHOWN = 10;

    /**
     * A tensor that found its place.
     *
     * @param parameter in the network
     * @param tensor its name in the file
     */
    public record Taken(ParameterInfo parameter, String tensor) {
    }

    /**
     * A tensor that does not fit.
     *
     * @param parameter in the network
     * @param tensor its name in the file
     * @param type F32, I64, ... as the file says it
     * @param shape its dimensions in the file, outermost first
     */
    public record Difference(ParameterInfo parameter, String tensor, String type, List<Long> shape) {
    }

    public TransferReport {
        taken = List.copyOf(taken);
        different = List.copyOf(different);
        missing = List.copyOf(missing);
        unused = List.copyOf(unused);
    }

    /** Whether every weight of the network is now that of the file. */
    public boolean complete() {
        return different.isEmpty() && missing.isEmpty();
    }

    /** Floats that were taken. */
    public long takenFloats() {
        return taken.stream().mapToLong(it -> it.parameter().size()).sum();
    }

    /** All of it for a reader: a line of figures, then a line for each tensor, at most ten of a sort. */
    public String describe() {
        List<ParameterInfo> all = Stream.of(taken.stream().map(Taken::parameter),
                different.stream().map(Difference::parameter), missing.stream()).flatMap(it -> it).toList();
        StringBuilder text = new StringBuilder(String.format("%,d of %,d weights from %s (%,d of %,d numbers)",
                taken.size(), all.size(), source, takenFloats(),
                all.stream().mapToLong(ParameterInfo::size).sum()));
        list(text, "another shape", different.stream().map(TransferReport::difference).toList());
        list(text, "missing", missing.stream().map(it -> it.name() + " " + it.shape()).toList());
        list(text, "unused", unused.stream().map(WeightsCheck::printable).toList());
        return text.toString();
    }

    private static String difference(Difference it) {
        String type = it.type.equals("F32") ? "" : " of type " + it.type;
        String name = it.tensor.equals(it.parameter.name()) ? "" : " (" + WeightsCheck.printable(it.tensor) + ")";
        return it.parameter.name() + ": expected " + it.parameter.shape() + ", found " + it.shape + type + name;
    }

    private static void list(StringBuilder text, String heading, List<String> lines) {
        lines.stream().limit(SHOWN).forEach(line -> text.append("\n  ").append(heading).append(": ").append(line));
        if (lines.size() > SHOWN) {
            text.append("\n  ").append(heading).append(": ").append(lines.size() - SHOWN).append(" more");
        }
    }
}
