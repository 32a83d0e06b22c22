package dev.cnnc.compiler.report.html;

import dev.cnnc.compiler.report.Amounts;
import dev.cnnc.runtime.EpochResult;
import java.util.Locale;

/** What came of the run, in a few figures. */
final class OverviewSection implements Section {

    @Override
    public String id() {
        return "overview";
    }

    @Override
    public String title() {
        return "At a glance";
    }

    @Override
    public void write(Html html, RunData run) {
        html.open("dl", "class", "cards");
        run.best().ifPresent(best -> result(html, run, best));
        card(html, "Epochs", run.epochs().size() + " of " + run.options().epochs(), state(run));
        double seconds = run.epochs().stream().mapToDouble(EpochResult::seconds).sum();
        card(html, "Time to train", seconds > 0 ? Amounts.duration(seconds) : "–", "validation left out");
        card(html, "Weights", Amounts.rounded(run.info().trainableParameters()), "numbers that are trained");
        card(html, "Work", Amounts.rounded(run.info().macs()), "multiply-accumulates for an image");
        html.closeLine();
    }

    private static void result(Html html, RunData run, EpochResult best) {
        boolean validated = best.validated();
        String images = validated ? "validation images" : "training images, for there are no others";
        card(html, "Accuracy", Amounts.percent(validated ? best.validAccuracy() : best.trainAccuracy()),
                "epoch " + best.epoch() + ", the best; " + images);
        card(html, "Loss", String.format(Locale.ROOT, "%.4f", best.lossToJudgeBy()),
                "epoch " + best.epoch() + "; " + images);
    }

    private static String state(RunData run) {
        String last = run.history().isEmpty() ? "" : run.history().get(run.history().size() - 1).what();
        if (last.startsWith("ended")) {
            return run.epochs().size() < run.options().epochs() ? "ended early" : "finished";
        }
        return last.startsWith("interrupted") ? "interrupted" : "not finished";
    }

    private static void card(Html html, String name, String value, String note) {
        html.open("div").element("dt", name).open("dd").element("strong", value).element("span", note).close()
                .closeLine();
    }
}
