package dev.cnnc.compiler.cli;

import dev.cnnc.compiler.report.Amounts;
import dev.cnnc.compiler.report.html.RunData;
import dev.cnnc.compiler.report.statistics.ClassResult;
import dev.cnnc.compiler.report.statistics.EpochStatistics;
import dev.cnnc.compiler.report.statistics.StepMark;
import dev.cnnc.runtime.CnncException;
import dev.cnnc.runtime.EpochResult;
import dev.cnnc.runtime.io.AtomicFile;
import dev.cnnc.runtime.io.Json;
import dev.cnnc.runtime.io.JsonRecords;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** What a run wrote down while it trained: its log and its statistics. Of what stands there twice, the later counts. */
final class RunRecord {

    /** An epoch of a network of some thousand layers. */
    private static final int LONGEST_LINE = 1 << 24;
    private static final long LONGEST_FILE = 1L << 30;

    private final List<RunData.Event> history = new ArrayList<>();
    private final TreeMap<Integer, EpochResult> epochs = new TreeMap<>();
    private final TreeMap<Integer, List<ClassResult>> classes = new TreeMap<>();
    private final TreeMap<Long, StepMark> steps = new TreeMap<>();
    private final TreeMap<Integer, EpochStatistics> statistics = new TreeMap<>();

    private RunRecord() {}

    static RunRecord read(RunFolder folder) {
        RunRecord record = new RunRecord();
        lines(folder.log(), record::logged);
        lines(folder.statistics(), record::measured);
        return record;
    }

    List<RunData.Event> history() {
        return history;
    }

    List<EpochResult> epochs() {
        return List.copyOf(epochs.values());
    }

    /** By their epochs; none without validation. */
    SortedMap<Integer, List<ClassResult>> classes() {
        return classes;
    }

    List<StepMark> steps() {
        return List.copyOf(steps.values());
    }

    List<EpochStatistics> statistics() {
        return List.copyOf(statistics.values());
    }

    private void logged(Map<String, Object> line, String source) {
        String event = String.valueOf(line.remove("event"));
        String time = String.valueOf(line.remove("time"));
        if (event.equals(EventLog.EPOCH)) {
            // Runs of before have no such member.
            Object figures = line.remove(EventLog.CLASSES);
            EpochResult epoch = JsonRecords.fromJson(line, EpochResult.class, source);
            epochs.put(epoch.epoch(), epoch);
            if (figures instanceof List<?> list) {
                classes.put(epoch.epoch(),
                        list.stream().map(it -> JsonRecords.fromJson(it, ClassResult.class, source)).toList());
            }
        } else {
            Object step = line.remove("step");
            String others = new TreeMap<>(line).entrySet().stream()
                    .filter(entry -> !(entry.getValue() instanceof List<?> list && list.isEmpty()))
                    .map(entry -> "; " + entry.getKey() + " " + entry.getValue())
                    .collect(Collectors.joining());
            history.add(new RunData.Event(time, event + (step == null ? "" : " at step " + step) + others));
        }
    }

    private void measured(Map<String, Object> line, String source) {
        Object event = line.remove("event");
        line.remove("time");
        if (RunStatistics.STEP.equals(event)) {
            StepMark mark = JsonRecords.fromJson(line, StepMark.class, source);
            steps.put((long) mark.epoch() << 32 | mark.step(), mark);
        } else if (RunStatistics.EPOCH.equals(event)) {
            EpochStatistics epoch = JsonRecords.fromJson(line, EpochStatistics.class, source);
            statistics.put(epoch.epoch(), epoch);
        }
    }

    /** A last line without an end is of a process that was killed, and is left out. */
    private static void lines(Path file, BiConsumer<Map<String, Object>, String> each) {
        if (!Files.exists(file)) {
            return;
        }
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.US_ASCII)) {
            if (Files.size(file) > LONGEST_FILE) {
                throw new CnncException(file + " is longer than " + Amounts.bytes(LONGEST_FILE));
            }
            StringBuilder line = new StringBuilder();
            int number = 1;
            for (int c = reader.read(); c >= 0; c = reader.read()) {
                if (c != '\n') {
                    if (line.length() >= LONGEST_LINE) {
                        throw new CnncException(file + ":" + number + ": the line is too long");
                    }
                    line.append((char) c);
                    continue;
                }
                String source = file + ":" + number++;
                if (!(Json.parse(line.toString(), source) instanceof Map<?, ?> members)) {
                    throw new CnncException(source + ": a JSON object is expected");
                }
                Map<String, Object> copy = new LinkedHashMap<>();
                members.forEach((key, value) -> copy.put((String) key, value));
                each.accept(copy, source);
                line.setLength(0);
            }
        } catch (IOException e) {
            throw new CnncException("cannot read " + file + ": " + AtomicFile.reason(e), e);
        }
    }
}
