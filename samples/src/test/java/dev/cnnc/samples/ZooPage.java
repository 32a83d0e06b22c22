package dev.cnnc.samples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The page of the documentation that lists the zoo. */
final class ZooPage {

    static final String HEADER = """
            | Network | Lines | Parameters | of these trained | MACs | Compile | Jar | Predict |
            |---|--:|--:|--:|--:|--:|--:|--:|
            """;

    /** The table, from its header to the last line that begins as one of a table. */
    static final Pattern TABLE = Pattern.compile("\\| Network \\| Lines .*\\n(\\|.*\\n)+");

    private ZooPage() {}

    static Path path() {
        return Repository.path("docs/zoo.md");
    }

    /** The cells of a network that are the same on every machine. */
    static String stableCells(Zoo.Network network) throws IOException {
        String settings = network.settings().entrySet().stream()
                .map(setting -> " `" + setting.getKey() + "=" + setting.getValue() + "`")
                .collect(Collectors.joining());
        String link = network.path().getFileName().toString().replace(".cnn", "");
        return String.format(Locale.ROOT, "| [%s](../samples/%s)%s | %d | %,d | %,d | %,d |", link, network.file(),
                settings, SourceLines.count(network.path()), network.trainable() + network.state(), network.trainable(),
                network.macs());
    }
}
