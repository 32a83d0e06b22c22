package dev.cnnc.compiler.cli;

import dev.cnnc.compiler.datasets.DownloadListener;
import dev.cnnc.compiler.report.Amounts;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressState;

/** Shows downloads, one after another: a bar on a terminal, a line for each file elsewhere. */
final class DownloadBar implements AutoCloseable {

    private static final int LONGEST_BAR = 40;

    private final Console console;
    private ProgressBar bar;
    private String file;
    private long start;
    private long already;

    DownloadBar(Console console) {
        this.console = console;
    }

    /** The listener for the next file. */
    DownloadListener begin(String name) {
        close();
        file = name;
        already = -1;
        if (!console.errIsTerminal()) {
            console.err().println("fetching " + name);
            return (bytes, total) -> { };
        }
        return this::show;
    }

    private void show(long bytes, long total) {
        if (bar == null) {
            start = System.nanoTime();
            already = bytes;
            bar = new ProgressBarBuilder()
                    .setUpdateIntervalMillis(100)
                    .setRenderer(this::render)
                    .setConsumer(new ErasableLine(console.err(), console.columns() - 1))
                    .clearDisplayOnFinish()
                    .build();
        }
        bar.maxHint(total);
        bar.stepTo(bytes);
    }

    /** {@code train-images.gz ####--------  26 %  9.4 MB/s  0:02 left}. */
    private String render(ProgressState state, int width) {
        double seconds = Math.max(1e-3, (System.nanoTime() - start) / 1e9);
        double rate = (state.getCurrent() - already) / seconds;
        String behind = String.format(Locale.ROOT, "  %s/s", Amounts.bytes((long) rate));
        String before = file + " ";
        if (state.getMax() > 0) {
            double share = (double) state.getCurrent() / state.getMax();
            double left = rate > 0 ? (state.getMax() - state.getCurrent()) / rate : 0;
            behind = String.format(Locale.ROOT, " %3.0f %%%s  %s left", 100 * share, behind, Amounts.duration(left));
            before += console.bar(share, Math.min(LONGEST_BAR, width - before.length() - behind.length()));
        } else {
            before += Amounts.bytes(state.getCurrent());
        }
        String line = before + behind;
        return line.length() > width ? line.substring(0, width) : line;
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
