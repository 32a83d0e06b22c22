package dev.cnnc.runtime;

import dev.cnnc.runtime.io.Json;
import dev.cnnc.runtime.io.JsonRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether a training goes on with the settings it was begun with; others would make it a training that never was. */
final class OptionsCheck {
    private OptionsCheck() {
    }

    /**
     * Compares everything but the number of threads, which changes no result.
     *
     * @param source of the saved options, for the message
     * @throws CnncException that names each setting that differs
     */
    static void require(String source, TrainerOptions saved, TrainerOptions present) {
        List<String> differences = new ArrayList<>();
        compare("", JsonRecords.toJson(saved.withThreads(1)), JsonRecords.toJson(present.withThreads(1)), differences);
        if (!differences.isEmpty()) {
            throw new CnncException(source + ": made with other settings: " + String.join(", ", differences)
                    + "; go on with the same settings, or begin a new training from its weights");
        }
    }

    private static void compare(String name, Object saved, Object present, List<String> differences) {
        if (saved instanceof Map<?, ?> before && present instanceof Map<?, ?> now
                && before.keySet().equals(now.keySet())) {
            before.forEach((key, value) ->
                    compare(name.isEmpty() ? key.toString() : name + "." + key, value, now.get(key), differences));
        } else if (!Json.write(saved).equals(Json.write(present))) {
            differences.add(name + " " + Json.write(saved) + " and not " + Json.write(present));
        }
    }
}
