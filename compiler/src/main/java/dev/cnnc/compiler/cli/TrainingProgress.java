package dev.cnnc.compiler.cli;

import dev.cnnc.compiler.report.Amounts;
import dev.cnnc.runtime.EpochResult;
import dev.cnnc.runtime.TrainListener;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressState;

/** Shows a training: a bar on a terminal, and a line for each epoch everywhere. */
final class TrainingProgress implements TrainListener, AutoCloseable {

    private static final int LONGEST_BAR = 40;

    private final Console console;
    private final int epochs;
    private final int images;
    private ProgressBar bar;
    private long epochStart = System.nanoTime();
    private int epoch = 1;
    private volatile double loss;
    private volatile double accuracy;

    TrainingProgress(Console console, int epochs, int images) {
        this.console = console;
        this.epochs = epochs;
        this.images = images;
    }

    @Override
    public void onBatch(int number, int step, int steps, int seen, double meanLoss, double share) {
        if (!console.errIsTerminal()) {
            return;
        }
        epoch = number;
        loss = meanLoss;
        accuracy = share;
        if (bar == null) {
            bar = new ProgressBarBuilder()
                    .setInitialMax(images)
                    .setUpdateIntervalMillis(100)
                    .setRenderer(this::render)
                    .setConsumer(new ErasableLine(console.err(), console.columns() - 1))
                    .clearDisplayOnFinish()
                    .build();
        }
        bar.stepTo(seen);
    }

    /** {@code epoch 1/5 ########------------  40 %  1,234 images/s  loss 0.8123  70.1 %  0:03 left}. */
    private String render(ProgressState state, int width) {
        double seconds = Math.max(1e-3, (System.nanoTime() - epochStart) / 1e9);
        double share = Math.min(1, (double) state.getCurrent() / images);
        double rate = state.getCurrent() / seconds;
        double left = rate > 0 ? (images - state.getCurrent() + (double) images * (epochs - epoch)) / rate : 0;
        String before = String.format(Locale.ROOT, "epoch %d/%d ", epoch, epochs);
        String behind = String.format(Locale.ROOT, " %3.0f %%  %,.0f images/s  loss %.4f  %.1f %%  %s left",
                100 * share, rate, loss, 100 * accuracy, Amounts.duration(left));
        int room = Math.min(LONGEST_BAR, width - before.length() - behind.length());
        String line = before + console.bar(share, room) + behind;
        return line.length() > width ? line.substring(0, width) : line;
    }

    @Override
    public void onEpoch(EpochResult result) {
        closeBar();
        String number = String.format("%" + Integer.toString(epochs).length() + "d", result.epoch());
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "epoch %s/%d  loss %.4f  accuracy %s",
                number, epochs, result.trainLoss(), Amounts.percent(result.trainAccuracy())));
        if (result.validated()) {
            line.append(String.format(Locale.ROOT, "  validation %.4f  %s",
                    result.validLoss(), Amounts.percent(result.validAccuracy())));
        }
        line.append(String.format(Locale.ROOT, "  %,.0f images/s  data wait %s",
                images / Math.max(1e-9, result.seconds()), Amounts.percent(result.dataWait())));
        console.out().println(line);
        epochStart = System.nanoTime();
    }

    private void closeBar() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    @Override
    public void close() {
        closeBar();
    }
}
