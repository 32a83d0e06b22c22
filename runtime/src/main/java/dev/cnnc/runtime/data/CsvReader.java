package dev.cnnc.runtime.data;

import dev.cnnc.runtime.CnncException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads images from CSV, plain or gzipped: a line an image, first its label, then its pixels, row by row, channels
 * innermost, separated by commas. Labels are whole numbers from 0, pixels whole numbers from 0 to 255 ({@code 7.0} is
 * taken as well). The first line may be a header, which is a line with a column named {@code label} or {@code class},
 * where the labels then are, or a line most of whose fields are no numbers. Blank lines are passed over, fields may
 * stand in double quotes.
 */
public final class CsvReader {
    private static final int LARGEST_FIELD = 64;
    private static final int IMAGES_BETWEEN_MEMORY_CHECKS = 1024;

    private final Path file;
    private final ImageShape shape;
    private final List<byte[]> images = new ArrayList<>();
    private final List<Integer> labels = new ArrayList<>();
    private int labelColumn;

    private CsvReader(Path file, ImageShape shape) {
        this.file = file;
        this.shape = shape;
    }

    /**
     * Reads a file.
     *
     * @param shape the shape of the images, which the file does not say
     * @throws CnncException naming line and column, if something is not as described above
     */
    public static Dataset read(Path file, ImageShape shape) {
        CsvReader reader = new CsvReader(file, shape);
        try (InputStream in = InputFile.open(file)) {
            reader.readLines(in);
        } catch (IOException unreadable) {
            throw InputFile.failure(file, unreadable);
        }
        return reader.toDataset();
    }

    private Dataset toDataset() {
        if (images.isEmpty()) {
            throw new CnncException(file + ": there is no image in this file");
        }
        return new InMemoryDataset(file.toString(), shape, images.toArray(byte[][]::new),
                labels.stream().mapToInt(Integer::intValue).toArray(), List.of());
    }

    private void readLines(InputStream in) throws IOException {
        int columns = shape.bytes() + 1;
        // The longest line that can be right: anything longer is refused before it fills the memory.
        long longest = (long) columns * (LARGEST_FIELD + 1);
        List<String> fields = new ArrayList<>();
        for (int line = 1; readLine(in, fields, line, columns, longest); line++) {
            if (fields.isEmpty() || line == 1 && isHeader(fields)) {
                continue;
            }
            if (fields.size() != columns) {
                throw new CnncException(file + ":" + line + ": " + fields.size() + " columns, but an image of " + shape
                        + " needs " + columns + ": a label and " + shape.bytes() + " pixels");
            }
            if (images.size() % IMAGES_BETWEEN_MEMORY_CHECKS == 0) {
                MemoryBudget.require(file, (long) images.size() + IMAGES_BETWEEN_MEMORY_CHECKS, shape);
            }
            addImage(fields, line);
        }
    }

    /** Reads the fields of one line; false at the end of the file. */
    private boolean readLine(InputStream in, List<String> fields, int line, int columns, long longest)
            throws IOException {
        fields.clear();
        byte[] field = new byte[LARGEST_FIELD];
        int length = 0;
        long read = 0;
        while (true) {
            int next = in.read();
            if (next < 0 && read == 0) {
                return false;
            }
            if (next < 0 || next == '\n' || next == ',') {
                String text = text(field, length);
                if (next == ',' || !fields.isEmpty() || !text.isEmpty()) {
                    fields.add(text);
                }
                length = 0;
                if (next != ',') {
                    return true;
                }
            } else if (length == LARGEST_FIELD) {
                throw new CnncException(file + ":" + line + ": column " + (fields.size() + 1) + " has more than "
                        + LARGEST_FIELD + " characters; is this a CSV file of pixels?");
            } else {
                field[length++] = (byte) next;
            }
            if (++read > longest) {
                throw new CnncException(file + ":" + line + ": the line has more columns than the " + columns
                        + " that an image of " + shape + " needs");
            }
        }
    }

    private static String text(byte[] field, int length) {
        String text = new String(field, 0, length, StandardCharsets.UTF_8).replace("\uFEFF", "").strip();
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1).strip() : text;
    }

    /** A damaged first image is an error and no header: most fields must be no numbers, or one name the labels. */
    private boolean isHeader(List<String> fields) {
        int words = 0;
        boolean namesLabels = false;
        for (int i = 0; i < fields.size(); i++) {
            String name = fields.get(i).toLowerCase(Locale.ROOT);
            if (name.equals("label") || name.equals("class")) {
                labelColumn = i;
                namesLabels = true;
            }
            words += CsvLines.number(fields.get(i)) < 0 ? 1 : 0;
        }
        return namesLabels || 2 * words > fields.size();
    }

    private void addImage(List<String> fields, int line) {
        byte[] image = new byte[shape.bytes()];
        int pixel = 0;
        for (int column = 0; column < fields.size(); column++) {
            int value = CsvLines.number(fields.get(column));
            if (column == labelColumn) {
                if (value < 0) {
                    throw wrong(line, column, fields.get(column), "a label, a whole number from 0, is");
                }
                labels.add(value);
            } else {
                if (value < 0 || value > 255) {
                    throw wrong(line, column, fields.get(column), "a pixel, a whole number from 0 to 255, is");
                }
                image[pixel++] = (byte) value;
            }
        }
        images.add(image);
    }

    private CnncException wrong(int line, int column, String found, String expected) {
        return new CnncException(file + ":" + line + ": column " + (column + 1) + ": '" + CsvLines.printable(found)
                + "' found, but " + expected + " expected");
    }
}
