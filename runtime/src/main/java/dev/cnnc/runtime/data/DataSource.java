package dev.cnnc.runtime.data;

import dev.cnnc.runtime.CnncException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the images at a path and the reader they need. The path may be
 * <ul>
 * <li>a folder with IDX files named as MNIST's: {@code train-images-idx3-ubyte}, {@code train-labels-idx1-ubyte}, and
 *     for testing {@code t10k-} or {@code test-}; each with or without {@code .gz};
 * <li>a folder with {@code train.csv} and perhaps {@code test.csv}, each with or without {@code .gz};
 * <li>a folder with {@code train} and perhaps {@code test}, each holding a folder for each class;
 * <li>a folder that holds a folder for each class;
 * <li>one CSV file, or one IDX file of images whose labels stand beside it.
 * </ul>
 */
public final class DataSource {
    private static final List<String> TRAINING = List.of("train");
    private static final List<String> TEST = List.of("t10k", "test", "val", "valid", "validation");
    private static final List<String> COMPRESSION = List.of("", ".gz");
    private static final List<String> IMAGE_NAMES = List.of("-images-idx3-ubyte", "-images.idx3-ubyte",
            "-images-idx4-ubyte", "-images.idx4-ubyte");

    private final Path path;
    private final ImageShape shape;
    private final List<String> labels;

    /**
     * @param path a file or folder, as described above
     * @param shape the shape of the network's input, to which pictures are brought and which a CSV file must have
     * @param labels the names of the network's classes, or an empty list
     * @throws CnncException if there is nothing at the path
     */
    public DataSource(Path path, ImageShape shape, List<String> labels) {
        this.path = path;
        this.shape = shape;
        this.labels = List.copyOf(labels);
        if (!Files.exists(path)) {
            throw new CnncException(path + ": there is no such file or folder");
        }
    }

    /**
     * The images to train with: the training part, or all images if there are no parts.
     *
     * @throws CnncException if there are none, or if a reader finds them wrong
     */
    public Dataset training() {
        Optional<Dataset> part = part(TRAINING);
        if (part.isPresent()) {
            return part.get();
        }
        if (Files.isRegularFile(path)) {
            return file();
        }
        if (test().isPresent()) {
            throw new CnncException(path + ": there are test images, but no training images (train-images-idx3-ubyte,"
                    + " train.csv or a folder named train)");
        }
        return ImageFolder.read(path, shape, labels);
    }

    /**
     * The images kept apart for testing, if there are any.
     *
     * @throws CnncException if a reader finds them wrong
     */
    public Optional<Dataset> test() {
        return part(TEST);
    }

    private Optional<Dataset> part(List<String> names) {
        if (!Files.isDirectory(path)) {
            return Optional.empty();
        }
        for (String name : names) {
            for (String imageName : IMAGE_NAMES) {
                for (String compression : COMPRESSION) {
                    Path images = path.resolve(name + imageName + compression);
                    if (Files.exists(images)) {
                        return Optional.of(IdxReader.read(images, labelsBeside(images)));
                    }
                }
            }
            for (String compression : COMPRESSION) {
                Path table = path.resolve(name + ".csv" + compression);
                if (Files.exists(table)) {
                    return Optional.of(CsvReader.read(table, shape));
                }
            }
            if (Files.isDirectory(path.resolve(name))) {
                return Optional.of(ImageFolder.read(path.resolve(name), shape, labels));
            }
        }
        return Optional.empty();
    }

    private Dataset file() {
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv") || name.endsWith(".csv.gz")) {
            return CsvReader.read(path, shape);
        }
        if (name.contains("images") && name.contains("ubyte")) {
            return IdxReader.read(path, labelsBeside(path));
        }
        throw new CnncException(path + ": images are read from CSV files (*.csv), IDX files (*-images-idx3-ubyte) and"
                + " folders; this file's name is none of these");
    }

    /** The file of labels that belongs to a file of images; compressed or not, whichever is there. */
    private static Path labelsBeside(Path images) {
        String name = images.getFileName().toString();
        String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        String labels = plain.replace("images", "labels").replace("idx3", "idx1").replace("idx4", "idx1");
        Path same = images.resolveSibling(name.endsWith(".gz") ? labels + ".gz" : labels);
        Path other = images.resolveSibling(name.endsWith(".gz") ? labels : labels + ".gz");
        return Files.exists(same) || !Files.exists(other) ? same : other;
    }
}
