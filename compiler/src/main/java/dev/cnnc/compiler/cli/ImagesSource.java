package dev.cnnc.compiler.cli;

import dev.cnnc.runtime.CnncException;
import dev.cnnc.runtime.InputInfo;
import dev.cnnc.runtime.ModelInfo;
import dev.cnnc.runtime.data.DataSource;
import dev.cnnc.runtime.data.ImageShape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import picocli.CommandLine.Option;

/** The labelled images of a command. */
final class ImagesSource {

    private static final Pattern RANGE = Pattern.compile("(\\d{1,4})(?:-(\\d{1,4}))?");

    @Option(
            names = {"-d", "--data"},
            required = true,
            paramLabel = "PATH",
            description = {
                "The images: a folder of IDX files (train-images-idx3-ubyte, also .gz, ...) or of CIFAR's binary",
                "files, a folder of class folders (also below train/ and test/), or a CSV file (path and label,",
                "or label and pixels)."
            })
    private Path path;

    @Option(
            names = "--classes",
            paramLabel = "NUMBERS",
            description = "Only images of these classes, such as 0-4 or 5,7,9; they are numbered anew from 0.")
    private String classes = "";

    Path path() {
        return path;
    }

    /** The numbers of the classes that are wanted; empty for all. */
    List<Integer> classes() {
        List<Integer> numbers = new ArrayList<>();
        for (String part : classes.isEmpty() ? new String[0] : classes.split(",", -1)) {
            Matcher range = RANGE.matcher(part);
            if (!range.matches()) {
                throw new CnncException("--classes takes numbers such as 0-4 or 5,7,9, not '" + classes + "'");
            }
            int first = Integer.parseInt(range.group(1));
            int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
            IntStream.rangeClosed(first, last).forEach(numbers::add);
        }
        return numbers;
    }

    DataSource open(ModelInfo info) {
        return open(path, info);
    }

    static DataSource open(Path path, ModelInfo info) {
        InputInfo input = info.input();
        return new DataSource(path, new ImageShape(input.height(), input.width(), input.channels()), input.fit(),
                info.labels());
    }
}
