package dev.cnnc.compiler.cli;

import dev.cnnc.compiler.report.statistics.EpochStatistics;
import dev.cnnc.compiler.report.statistics.Observer;
import dev.cnnc.compiler.report.statistics.StepMark;
import dev.cnnc.runtime.io.JsonRecords;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the report shows beyond the log, in {@code statistics.jsonl}: losses within epochs, and the magnitudes of the
 * network's numbers after each. Lines that are there twice, as in the log, are equal.
 */
final class RunStatistics implements Watch.Writer {

    static final String STEP = "step";
    static final String EPOCH = "statistics";
    private static final int MARKS_IN_AN_EPOCH = 40;

    private final RunLog file;

    RunStatistics(RunLog file) {
        this.file = file;
    }

    @Override
    public void onBatch(int epoch, int step, int steps, int images, double loss, double accuracy) {
        if (step == steps || step % Math.max(1, steps / MARKS_IN_AN_EPOCH) == 0) {
            write(STEP, new StepMark(epoch, step, steps, images, loss, accuracy));
        }
    }

    @Override
    public void seen(long step, EpochStatistics statistics, Observer network) {
        write(EPOCH, statistics);
    }

    private void write(String event, Record record) {
        Map<String, Object> members = new LinkedHashMap<>();
        ((Map<?, ?>) JsonRecords.toJson(record)).forEach((name, value) -> members.put((String) name, value));
        file.write(event, members);
    }
}
