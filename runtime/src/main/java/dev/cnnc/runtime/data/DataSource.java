package dev.cnnc.runtime.data;

import dev.cnnc.runtime.CnncException;
import dev.cnnc.runtime.io.ImageFit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Finds the images at a path and the reader they need. The path may be
 * <ul>
 * <li>a folder with IDX files named as MNIST's: {@code train-images-idx3-ubyte}, {@code train-labels-idx1-ubyte}, and
 *     for testing {@code t10k-} or {@code test-}; each with or without {@code .gz};
 * <li>a folder with the binary version of CIFAR-10 ({@code data_batch_1.bin} and so on, {@code test_batch.bin}) or of
 *     CIFAR-100 ({@code train.bin}, {@code test.bin});
 * <li>a folder with {@code train.csv} and perhaps {@code test.csv}, each with or without {@code .gz}, of pixels
 *     ({@link CsvReader}) or of pictures' paths ({@link PictureTable});
 * <li>a folder with {@code train} and perhaps {@code test}, each holding a folder for each class;
 * <li>a folder that holds a folder for each class;
 * <li>one CSV file, one file of CIFAR's, or one IDX file of images whose labels stand beside it.
 * </ul>
 */
public final class DataSource {
    private static final List<String> TRAINING = List.of("train");
    private static final List<String> TEST = List.of("t10k", "test", "val", "valid", "validation");
    private static final List<String> COMPRESSION = List.of("", ".gz");
    private static final List<String> IMAGE_NAMES = List.of("-images-idx3-ubyte", "-images.idx3-ubyte",
            "-images-idx4-ubyte", "-images.idx4-ubyte");
    private static final int CIFAR_10_BATCHES = 5;

    private final Path path;
    private final ImageShape shape;
    private final ImageFit fit;
    private final List<String> labels;

    /** What could be meant: its file or folder and how it is read. */
    private record Candidate(Path path, Supplier<Dataset> reader) {
    }

    /** Of which pictures are stretched to the shape. */
    public DataSource(Path path, ImageShape shape, List<String> labels) {
        this(path, shape, ImageFit.STRETCH, labels);
    }

    /**
     * @param path a file or folder, as described above
     * @param shape the shape of the network's input, to which pictures are brought and which a CSV file must have
     * @param fit what of a picture of another size is seen
     * @param labels the names of the network's classes, or an empty list
     * @throws CnncException if there is nothing at the path
     */
    public DataSource(Path path, ImageShape shape, ImageFit fit, List<String> labels) {
        this.path = path;
        this.shape = shape;
        this.fit = fit;
        this.labels = List.copyOf(labels);
        if (!Files.exists(path)) {
            throw new CnncException(path + ": there is no such file or folder");
        }
    }

    /**
     * The images to train with: the training part, or all images if there are no parts.
     *
     * @throws CnncException if there are none, if there are several kinds of them, or if a reader finds them wrong
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
                    + " data_batch_1.bin, train.bin, train.csv or a folder named train)");
        }
        return ImageFolder.read(path, shape, fit, labels);
    }

    /**
     * The images kept apart for testing, if there are any.
     *
     * @throws CnncException if there are several kinds of them, or if a reader finds them wrong
     */
    public Optional<Dataset> test() {
        return part(TEST);
    }

    private Optional<Dataset> part(List<String> names) {
        if (!Files.isDirectory(path)) {
            return Optional.empty();
        }
        for (String name : names) {
            List<Candidate> found = new ArrayList<>();
            idx(name).ifPresent(found::add);
            cifar(name).ifPresent(found::add);
            table(name).ifPresent(found::add);
            Path folder = path.resolve(name);
            // Beside a table, a folder of that name holds the table's pictures.
            if (Files.isDirectory(folder) && (found.isEmpty() || ImageFolder.hasClasses(folder))) {
                found.add(new Candidate(folder, () -> ImageFolder.read(folder, shape, fit, labels(name))));
            }
            if (found.size() > 1) {
                throw new CnncException(path + ": both " + path.relativize(found.get(0).path) + " and "
                        + path.relativize(found.get(1).path) + " are here, and it is not clear which are meant; name"
                        + " one of them, or move the other away");
            }
            if (!found.isEmpty()) {
                return Optional.of(found.get(0).reader.get());
            }
        }
        return Optional.empty();
    }

    private Optional<Candidate> idx(String name) {
        for (String imageName : IMAGE_NAMES) {
            for (String compression : COMPRESSION) {
                Path images = path.resolve(name + imageName + compression);
                if (Files.exists(images)) {
                    return Optional.of(new Candidate(images, () -> IdxReader.read(images, labelsBeside(images))));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Candidate> cifar(String name) {
        List<Path> batches = switch (name) {
            case "train" -> IntStream.rangeClosed(1, CIFAR_10_BATCHES)
                    .mapToObj(number -> path.resolve("data_batch_" + number + ".bin")).toList();
            case "test" -> List.of(path.resolve("test_batch.bin"));
            default -> List.of();
        };
        if (batches.stream().anyMatch(Files::exists)) {
            return Optional.of(new Candidate(batches.get(0),
                    () -> CifarReader.read(path, batches, CifarReader.Kind.CIFAR_10)));
        }
        Path file = path.resolve(name + ".bin");
        return Files.exists(file) ? Optional.of(new Candidate(file,
                () -> CifarReader.read(path, List.of(file), CifarReader.Kind.CIFAR_100))) : Optional.empty();
    }

    private Optional<Candidate> table(String name) {
        for (String compression : COMPRESSION) {
            Path table = path.resolve(name + ".csv" + compression);
            if (Files.exists(table)) {
                return Optional.of(new Candidate(table, () -> table(table, labels(name))));
            }
        }
        return Optional.empty();
    }

    /** Classes that only have names have the same numbers in all parts: those of the training images. */
    private List<String> labels(String part) {
        return !labels.isEmpty() || TRAINING.contains(part) ? labels
                : part(TRAINING).map(Dataset::classNames).orElse(List.of());
    }

    private Dataset table(Path table, List<String> labels) {
        return PictureTable.isOne(table) ? PictureTable.read(table, shape, fit, labels)
                : CsvReader.read(table, shape);
    }

    private Dataset file() {
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv") || name.endsWith(".csv.gz")) {
            return table(path, labels);
        }
        if (name.contains("images") && name.contains("ubyte")) {
            return IdxReader.read(path, labelsBeside(path));
        }
        if (name.endsWith("_batch.bin") || name.startsWith("data_batch_")) {
            return CifarReader.read(path.toAbsolutePath().getParent(), List.of(path), CifarReader.Kind.CIFAR_10);
        }
        if (name.equals("train.bin") || name.equals("test.bin")) {
            return CifarReader.read(path.toAbsolutePath().getParent(), List.of(path), CifarReader.Kind.CIFAR_100);
        }
        throw new CnncException(path + ": images are read from CSV files (*.csv), IDX files (*-images-idx3-ubyte),"
                + " CIFAR's binary files (data_batch_1.bin, train.bin) and folders; this file's name is none of these");
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
