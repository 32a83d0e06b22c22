package dev.cnnc.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a network is as a person counts it: the lines of its file and of those blocks of its family that it uses,
 * without blank lines and comments. Reads formatted files, in which a block begins and ends at the margin.
 */
final class SourceLines {

    private static final Pattern IMPORT = Pattern.compile("(?m)^import ([\\w, ]+) from \"([^\"]+)\"");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^block (\\w+).*?^}");

    private SourceLines() {}

    static int count(Path file) throws IOException {
        String text = Files.readString(file);
        int lines = count(text);
        Matcher imports = IMPORT.matcher(text);
        while (imports.find()) {
            String family = Files.readString(file.resolveSibling(imports.group(2)));
            for (String block : used(List.of(imports.group(1).split(", ")), blocks(family))) {
                lines += count(block);
            }
        }
        return lines;
    }

    private static int count(String text) {
        return (int) text.lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#")).count();
    }

    private static Map<String, String> blocks(String text) {
        Map<String, String> blocks = new LinkedHashMap<>();
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            blocks.put(matcher.group(1), matcher.group());
        }
        return blocks;
    }

    /** The named blocks and those that they use, through any number of others. */
    private static List<String> used(List<String> names, Map<String, String> blocks) {
        Set<String> seen = new TreeSet<>(names);
        Deque<String> open = new ArrayDeque<>(names);
        List<String> found = new ArrayList<>();
        while (!open.isEmpty()) {
            String block = blocks.get(open.pop());
            found.add(block);
            for (String other : blocks.keySet()) {
                if (Pattern.compile("\\b" + other + "\\b").matcher(block).find() && seen.add(other)) {
                    open.add(other);
                }
            }
        }
        return found;
    }
}
