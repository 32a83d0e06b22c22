package dev.cnnc.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the files of the repository that the tests read. */
final class Repository {

    private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w+)([^\\n]*)\\n(.*?)^```");

    private Repository() {}

    /** A path from the top of the repository; Maven runs tests in the module's folder. */
    static Path path(String name) {
        return Path.of("..").resolve(name).normalize();
    }

    static Path sample(String name) {
        return Path.of(name);
    }

    /** Every {@code .cnn} file of the samples, those with only blocks included. */
    static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("."), 2)) {
            return files.filter(file -> file.toString().endsWith(".cnn")).map(Path::normalize).sorted().toList();
        }
    }

    /** The fenced examples of a page in the given language. */
    static List<Example> examples(String page, String language) throws IOException {
        String text = Files.readString(path(page));
        List<Example> found = new ArrayList<>();
        Matcher matcher = FENCE.matcher(text);
        while (matcher.find()) {
            if (matcher.group(1).equals(language)) {
                int line = (int) text.substring(0, matcher.start()).lines().count() + 1;
                found.add(new Example(line, matcher.group(2).trim(), matcher.group(3)));
            }
        }
        return found;
    }

    /** One fenced example: where its fence opens, what stands behind the language, and its text. */
    record Example(int line, String note, String text) {}
}
