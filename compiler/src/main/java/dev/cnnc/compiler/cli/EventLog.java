package dev.cnnc.compiler.cli;

import dev.cnnc.compiler.report.statistics.ClassResult;
import dev.cnnc.runtime.EpochResult;
import dev.cnnc.runtime.Evaluation;
import dev.cnnc.runtime.TrainListener;
import dev.cnnc.runtime.io.Json;
import dev.cnnc.runtime.io.JsonRecords;
import java.io.PrintStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What happens in a training, a JSON object a line, each with its {@code event} and {@code time}. */
abstract class EventLog implements TrainListener {

    static final String EPOCH = "epoch";
    static final String CLASSES = "classes";

    private Evaluation evaluation;

    /** Writes nothing. */
    static final EventLog NONE = new EventLog() {
        @Override
        void writeLine(String line) {}
    };

    /** One that writes to this stream. */
    static EventLog to(PrintStream stream) {
        return new EventLog() {
            @Override
            void writeLine(String line) {
                stream.println(line);
            }
        };
    }

    /** One that writes to both, with equal times. */
    static EventLog both(EventLog first, EventLog second) {
        return new EventLog() {
            @Override
            void writeLine(String line) {
                first.writeLine(line);
                second.writeLine(line);
            }
        };
    }

    /** @param line ASCII, without a line end */
    abstract void writeLine(String line);

    @Override
    public void onValidation(int epoch, Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    @Override
    public void onEpoch(EpochResult result) {
        Map<String, Object> members = new LinkedHashMap<>();
        ((Map<?, ?>) JsonRecords.toJson(result)).forEach((name, value) -> members.put((String) name, value));
        if (result.validated()) {
            members.put(CLASSES, JsonRecords.toJson(ClassResult.of(evaluation)));
        }
        write(EPOCH, members);
    }

    final void write(String event, Map<String, Object> members) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("event", event);
        line.put("time", Instant.now().toString());
        line.putAll(members);
        writeLine(Json.write(line));
    }
}
