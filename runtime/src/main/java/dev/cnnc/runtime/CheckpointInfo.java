package dev.cnnc.runtime;

import dev.cnnc.runtime.kernel.KernelChoice;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * What a checkpoint says about itself, besides its tensors. It stands as JSON in the file's metadata.
 *
 * @param formatVersion {@link #FORMAT_VERSION} of the runtime that wrote it
 * @param network its name
 * @param machine that it was made on: the version of Java and the kernels, of which the last bits of a result depend
 * @param options of the training
 * @param data a digest of the images and their classes
 * @param position where the training stood
 * @param numbers what optimiser and schedule keep besides their arrays, which are tensors of the file
 */
public record CheckpointInfo(int formatVersion, String network, String machine, TrainerOptions options, String data,
        TrainingPosition position, List<NamedNumber> numbers) {
    /** The format this runtime reads and writes. */
    public static final int FORMAT_VERSION = 1;

    /** One number of an optimiser's state. */
    public record NamedNumber(String name, double value) {
    }

    public CheckpointInfo {
        Objects.requireNonNull(network, "the network's name");
        Objects.requireNonNull(options, "the options");
        Objects.requireNonNull(position, "the position");
        numbers = List.copyOf(numbers);
    }

    /**
     * Reads what a checkpoint says about itself, after checking the whole file against its checksum.
     *
     * @throws CnncException if it is no checkpoint, or not whole
     */
    public static CheckpointInfo read(Path file) {
        return CheckpointFile.verify(file);
    }

    /** This machine, in the words of {@link #machine}. */
    public static String thisMachine() {
        return "Java " + System.getProperty("java.version") + " on " + System.getProperty("os.arch") + ", kernels "
                + KernelChoice.best().name();
    }
}
