package dev.cnnc.compiler.cli;

import dev.cnnc.runtime.TrainerOptions;
import dev.cnnc.runtime.io.JsonRecords;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The settings of a training for people, all that there are: {@code optimiser: adam(rate = 0.001, beta1 = 0.9)}. */
final class TrainDescription {

    private TrainDescription() {}

    static Map<String, String> of(TrainerOptions options) {
        Map<String, String> settings = new LinkedHashMap<>();
        ((Map<?, ?>) JsonRecords.toJson(options.train())).forEach((name, value) -> {
            if (!text(value).isEmpty()) {
                settings.put(words((String) name), text(value));
            }
        });
        settings.put("Threads", Integer.toString(options.threads()));
        return settings;
    }

    /** {@code Clip norm} for {@code clipNorm}. */
    private static String words(String name) {
        String words = name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static String text(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(TrainDescription::text).collect(Collectors.joining(", "));
        }
        if (!(value instanceof Map<?, ?> members)) {
            return String.valueOf(value);
        }
        String inside = members.entrySet().stream()
                .filter(member -> !member.getKey().equals("kind"))
                .map(member -> words((String) member.getKey()).toLowerCase(Locale.ROOT) + " = "
                        + text(member.getValue()))
                .collect(Collectors.joining(", "));
        Object kind = members.get("kind");
        return kind == null ? inside : inside.isEmpty() ? String.valueOf(kind) : kind + "(" + inside + ")";
    }
}
