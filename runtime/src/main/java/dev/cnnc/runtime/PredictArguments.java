package dev.cnnc.runtime;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What follows {@code predict} on a jar's command line.
 *
 * @param weights null for the jar's own
 * @param top classes to show
 * @param threads to use
 * @param json whether to print JSON
 * @param images at least one
 */
record PredictArguments(Path weights, int top, int threads, boolean json, List<Path> images) {
    static PredictArguments parse(List<String> arguments) {
        Path weights = null;
        int top = 5;
        int threads = Runtime.getRuntime().availableProcessors();
        boolean json = false;
        boolean optionsEnded = false;
        List<Path> images = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (optionsEnded || !argument.startsWith("--")) {
                images.add(path(argument));
                continue;
            }
            int equals = argument.indexOf('=');
            String option = equals < 0 ? argument : argument.substring(0, equals);
            String value = equals < 0 ? null : argument.substring(equals + 1);
            boolean takesValue = List.of("--weights", "--top", "--threads").contains(option);
            if (takesValue && value == null) {
                if (++i == arguments.size()) {
                    throw new CnncException(option + " needs a value");
                }
                value = arguments.get(i);
            } else if (!takesValue && value != null) {
                throw new CnncException(option + " takes no value, found '" + value + "'");
            }
            switch (option) {
                case "--weights":
                    weights = path(value);
                    break;
                case "--top":
                    top = positive(option, value, Integer.MAX_VALUE);
                    break;
                case "--threads":
                    threads = positive(option, value, 1024);
                    break;
                case "--json":
                    json = true;
                    break;
                case "--":
                    optionsEnded = true;
                    break;
                default:
                    throw new CnncException("predict has no option " + option
                            + "; it knows --weights, --top, --threads, --json and --help");
            }
        }
        if (images.isEmpty()) {
            throw new CnncException("predict needs at least one image file");
        }
        return new PredictArguments(weights, top, threads, json, images);
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new CnncException("'" + text + "' cannot be the name of a file: " + e.getReason(), e);
        }
    }

    private static int positive(String option, String text, int limit) {
        try {
            int value = Integer.parseInt(text);
            if (value >= 1 && value <= limit) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            throw new CnncException(option + " takes a whole number, found '" + text + "'", notANumber);
        }
        String upTo = limit < Integer.MAX_VALUE ? " to " + limit : "";
        throw new CnncException(option + " takes a whole number from 1" + upTo + ", found " + text);
    }
}
