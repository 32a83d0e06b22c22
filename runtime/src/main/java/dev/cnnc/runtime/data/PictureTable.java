package dev.cnnc.runtime.data;

import dev.cnnc.runtime.CnncException;
import dev.cnnc.runtime.io.ImageFit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads a CSV file of pictures and their classes, plain or gzipped: a line a picture, its path and its class. A path is
 * relative to the file's folder and leads to a file within it, by links neither. The first line may be a header that
 * names the columns ({@code path} or {@code file}, {@code label} or {@code class}) in any order; without one the path
 * comes first.
 *
 * <p>Classes are names or whole numbers. If all are labels of the network, they are what these are numbered; numbers
 * are taken as they are; other names are numbered in their order.
 */
public final class PictureTable {
    private static final Set<String> PATHS = Set.of("path", "file", "filename", "file_name", "image", "image_path");
    private static final Set<String> CLASSES = Set.of("label", "class", "category", "class_name");
    /** What a line costs in memory besides its text. */
    private static final int CHARACTERS_OF_A_LINE = 100;
    private static final int LARGEST_CLASS = 1_000_000;
    private static final String HINT = "; a line is a path within the folder of the table and a class, and a header"
            + " names the two columns path and label";

    private final Path table;
    private final Path folder;
    private final List<Path> files = new ArrayList<>();
    private final List<String> classes = new ArrayList<>();

    private PictureTable(Path table) throws IOException {
        this.table = table;
        this.folder = table.toAbsolutePath().getParent().toRealPath();
    }

    /** Whether a CSV file is such a table, and not one of pixels: the lines of its images have words in them. */
    static boolean isOne(Path file) {
        try (CsvLines lines = CsvLines.open(file)) {
            List<String> first = lines.next();
            if (first == null || numbers(first)) {
                return false;
            }
            List<String> second = lines.next();
            return second == null ? first.size() == 2 : !numbers(second) && second.size() == first.size();
        } catch (IOException unreadable) {
            throw InputFile.failure(file, unreadable);
        } catch (CsvLines.TooLong pixels) {
            return false;
        }
    }

    /**
     * Reads a table. The pictures are decoded when they are asked for, and brought to {@code shape}.
     *
     * @param fit what of a picture of another size is seen
     * @param labels the names of the network's classes, or an empty list
     * @throws CnncException naming the line, if a path leads to no file or out of the folder, or a class is missing
     */
    public static Dataset read(Path table, ImageShape shape, ImageFit fit, List<String> labels) {
        try (CsvLines lines = CsvLines.open(table)) {
            PictureTable reader = new PictureTable(table);
            reader.readLines(lines);
            return reader.toDataset(shape, fit, labels);
        } catch (IOException unreadable) {
            throw InputFile.failure(table, unreadable);
        }
    }

    private void readLines(CsvLines lines) throws IOException {
        int pathColumn = 0;
        int classColumn = 1;
        int columns = 0;
        long characters = 0;
        for (List<String> line = lines.next(); line != null; line = lines.next()) {
            if (columns == 0) {
                columns = line.size();
                int path = find(line, PATHS);
                int label = find(line, CLASSES);
                if (path >= 0 && label >= 0) {
                    pathColumn = path;
                    classColumn = label;
                    continue;
                }
            }
            if (line.size() != columns || columns < 2) {
                throw new CnncException(table + ":" + lines.number() + ": " + line.size() + " columns, but "
                        + Math.max(2, columns) + " are expected" + HINT);
            }
            characters += CHARACTERS_OF_A_LINE + line.get(pathColumn).length() + line.get(classColumn).length();
            MemoryBudget.requireText(table, characters);
            files.add(file(line.get(pathColumn), lines.number()));
            classes.add(requireClass(line.get(classColumn), lines.number()));
        }
        if (files.isEmpty()) {
            throw new CnncException(table + ": there is no picture in this table" + HINT);
        }
    }

    private static int find(List<String> header, Set<String> names) {
        for (int i = 0; i < header.size(); i++) {
            if (names.contains(header.get(i).toLowerCase(Locale.ROOT))) {
                return i;
            }
        }
        return -1;
    }

    private Path file(String text, int line) throws IOException {
        Path path;
        try {
            path = Path.of(text);
        } catch (InvalidPathException strange) {
            throw new CnncException(table + ":" + line + ": this is no path" + HINT, strange);
        }
        if (text.isEmpty() || path.isAbsolute() || !folder.resolve(path).normalize().startsWith(folder)) {
            throw outside(text, line);
        }
        Path file = folder.resolve(path);
        if (!Files.isRegularFile(file)) {
            throw new CnncException(table + ":" + line + ": there is no file " + CsvLines.printable(text) + HINT);
        }
        // A link may lead anywhere, whatever the path says.
        if (!file.toRealPath().startsWith(folder)) {
            throw outside(text, line);
        }
        return file;
    }

    private CnncException outside(String text, int line) {
        return new CnncException(table + ":" + line + ": '" + CsvLines.printable(text)
                + "' does not lead to a file in the folder of the table" + HINT);
    }

    private String requireClass(String text, int line) {
        if (text.isEmpty()) {
            throw new CnncException(table + ":" + line + ": the class is missing" + HINT);
        }
        return text;
    }

    private Dataset toDataset(ImageShape shape, ImageFit fit, List<String> labels) {
        List<String> names = List.copyOf(new TreeSet<>(classes));
        boolean areLabels = !labels.isEmpty() && Set.copyOf(labels).containsAll(names);
        boolean areNumbers = !areLabels && names.stream().allMatch(name -> CsvLines.number(name) >= 0);
        List<String> order =
                areNumbers ? List.of() : ClassNumbers.order(table.toString(), "classes", names, labels);
        Map<String, Integer> numberOf = new HashMap<>();
        for (String name : order) {
            numberOf.putIfAbsent(name, numberOf.size());
        }
        int[] numbers = new int[classes.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = areNumbers ? CsvLines.number(classes.get(i)) : numberOf.get(classes.get(i));
            if (numbers[i] > LARGEST_CLASS) {
                throw new CnncException(table + ": the class " + numbers[i] + " is above " + LARGEST_CLASS);
            }
        }
        return new PictureFiles(table.toString(), shape, fit, files, numbers, order,
                MemoryBudget.decodedPictures(shape));
    }

    private static boolean numbers(List<String> fields) {
        return fields.stream().allMatch(field -> CsvLines.number(field) >= 0);
    }
}
