package dev.cnnc.runtime.data;

import dev.cnnc.runtime.CnncException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the binary version of CIFAR-10 and CIFAR-100 (Krizhevsky, "Learning multiple layers of features from tiny
 * images", 2009), plain or gzipped. An image is a record of its class and 3,072 pixels of 32 x 32: all red ones, all
 * green ones, all blue ones. CIFAR-100 has two classes before the pixels, of which the second, the fine one, is taken.
 */
public final class CifarReader {
    private static final ImageShape SHAPE = new ImageShape(32, 32, 3);
    private static final int PLANE = SHAPE.height() * SHAPE.width();
    private static final int IMAGES_BETWEEN_MEMORY_CHECKS = 1024;
    private static final int MOST_NAME_BYTES = 1 << 16;

    /** The two data sets, as their authors' files are named. */
    enum Kind {
        CIFAR_10(1, 10, "batches.meta.txt"), CIFAR_100(2, 100, "fine_label_names.txt");

        private final int labelBytes;
        private final int classes;
        private final String names;

        Kind(int labelBytes, int classes, String names) {
            this.labelBytes = labelBytes;
            this.classes = classes;
            this.names = names;
        }

        private int record() {
            return labelBytes + SHAPE.bytes();
        }
    }

    private CifarReader() {
    }

    /**
     * Reads files of records, one after another. Names of the classes are taken from the file of names in their folder,
     * if there is one.
     *
     * @throws CnncException if a file is missing, cut off or of another kind, or if the images need more memory than
     *         there is
     */
    static Dataset read(Path folder, List<Path> files, Kind kind) {
        List<byte[]> images = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (Path file : files) {
            try (InputStream in = InputFile.open(file)) {
                readRecords(file, in, kind, images, labels);
            } catch (IOException unreadable) {
                throw InputFile.failure(file, unreadable);
            }
        }
        return new InMemoryDataset(folder.toString(), SHAPE, images.toArray(byte[][]::new),
                labels.stream().mapToInt(Integer::intValue).toArray(), names(folder.resolve(kind.names), kind));
    }

    private static void readRecords(Path file, InputStream in, Kind kind, List<byte[]> images, List<Integer> labels)
            throws IOException {
        byte[] record = new byte[kind.record()];
        for (long number = 0; ; number++) {
            if (number % IMAGES_BETWEEN_MEMORY_CHECKS == 0) {
                MemoryBudget.require(file, (long) images.size() + IMAGES_BETWEEN_MEMORY_CHECKS, SHAPE);
            }
            int read = in.readNBytes(record, 0, record.length);
            if (read == 0 && number > 0) {
                return;
            }
            if (read < record.length) {
                throw new CnncException(String.format("%s: the file is cut off: image %,d begins at byte %,d and needs"
                        + " %,d bytes, but there are %,d", file, number + 1, number * record.length, record.length,
                        read));
            }
            int label = record[kind.labelBytes - 1] & 0xff;
            if (label >= kind.classes) {
                throw new CnncException(String.format("%s: image %,d, at byte %,d, has class %d, but the classes are 0"
                        + " to %d; is this the binary version of CIFAR-%d?", file, number + 1,
                        number * record.length, label, kind.classes - 1, kind.classes));
            }
            labels.add(label);
            images.add(interleaved(record, kind.labelBytes));
        }
    }

    private static byte[] interleaved(byte[] record, int from) {
        byte[] image = new byte[SHAPE.bytes()];
        for (int c = 0; c < SHAPE.channels(); c++) {
            for (int i = 0; i < PLANE; i++) {
                image[SHAPE.channels() * i + c] = record[from + c * PLANE + i];
            }
        }
        return image;
    }

    private static List<String> names(Path file, Kind kind) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (InputStream in = InputFile.open(file)) {
            String text = new String(in.readNBytes(MOST_NAME_BYTES), StandardCharsets.UTF_8);
            List<String> names = text.lines().map(String::strip).filter(name -> !name.isEmpty()).toList();
            if (names.size() != kind.classes) {
                throw new CnncException(file + ": " + names.size() + " names of classes, but there are " + kind.classes
                        + " classes");
            }
            return names;
        } catch (IOException unreadable) {
            throw InputFile.failure(file, unreadable);
        }
    }
}
