package dev.cnnc.compiler.report.html;

import dev.cnnc.compiler.report.html.Chart.Look;
import dev.cnnc.compiler.report.statistics.StepMark;
import dev.cnnc.runtime.EpochResult;

/** Loss, accuracy and learning rate over the epochs. */
final class CurvesSection implements Section {

    @Override
    public String id() {
        return "curves";
    }

    @Override
    public String title() {
        return "Curves";
    }

    @Override
    public void write(Html html, RunData run) {
        if (run.epochs().isEmpty() && run.steps().isEmpty()) {
            html.missing("No epoch has ended yet.");
        } else {
            if (!run.validated()) {
                html.paragraph("The run has no validation images, so there is one curve each.");
            }
            html.paragraph("Drag over a chart to enlarge a part of it; a double click shows all again.",
                    "class", "hint screen-only");
            html.open("div", "class", "pair");
            loss(run).write(html);
            accuracy(run).write(html);
            html.closeLine();
        }
        rate(run).write(html);
    }

    private static Chart loss(RunData run) {
        Chart chart = new Chart("loss", "loss", false);
        int within = chart.line("within epochs", Look.FAINT);
        int training = chart.line("training", Look.LINE);
        int validation = run.validated() ? chart.line("validation", Look.DASHED) : -1;
        StepMark before = null;
        for (StepMark mark : run.steps()) {
            boolean same = before != null && before.epoch() == mark.epoch();
            double sum = mark.loss() * mark.images() - (same ? before.loss() * before.images() : 0);
            chart.point(within, mark.place(), sum / (mark.images() - (same ? before.images() : 0)));
            before = mark;
        }
        for (EpochResult epoch : run.epochs()) {
            chart.point(training, epoch.epoch(), epoch.trainLoss());
            if (epoch.validated()) {
                chart.point(validation, epoch.epoch(), epoch.validLoss());
            }
        }
        return chart;
    }

    private static Chart accuracy(RunData run) {
        Chart chart = new Chart("accuracy", "%", false);
        int training = chart.line("training", Look.LINE);
        int validation = run.validated() ? chart.line("validation", Look.DASHED) : -1;
        for (EpochResult epoch : run.epochs()) {
            chart.point(training, epoch.epoch(), 100 * epoch.trainAccuracy());
            if (epoch.validated()) {
                chart.point(validation, epoch.epoch(), 100 * epoch.validAccuracy());
            }
        }
        return chart;
    }

    private static Chart rate(RunData run) {
        Chart chart = new Chart("learning rate", "rate", false);
        int rate = chart.line("learning rate", Look.LINE);
        new LearningRates(run.options(), run.epochs(), run.steps()).points()
                .forEach(point -> chart.point(rate, point.epoch(), point.rate()));
        return chart;
    }
}
