package dev.cnnc.compiler.report.html;

import dev.cnnc.compiler.report.statistics.EpochStatistics;
import dev.cnnc.compiler.report.statistics.TensorStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says in words what the histograms show. */
final class GradientVerdict {

    /** A factor of a thousand between first and last layer is more than optimisers even out. */
    private static final double STEEP = 1e3;
    private static final double DEAD = 0.99;

    private GradientVerdict() {}

    static String of(EpochStatistics epoch) {
        List<String> sentences = new ArrayList<>();
        broken(epoch, sentences);
        slope(epoch.weightGradients().stream().filter(it -> it.name().endsWith(".weight") && it.rms() > 0).toList(),
                sentences);
        List<String> dead = epoch.activations().stream().filter(it -> it.zeroShare() > DEAD)
                .map(TensorStatistics::name).toList();
        if (!dead.isEmpty()) {
            sentences.add(dead.size() + (dead.size() == 1 ? " layer gives" : " layers give")
                    + " almost only zeros: " + listed(dead) + ".");
        }
        return String.join(" ", sentences);
    }

    private static void broken(EpochStatistics epoch, List<String> sentences) {
        List<String> broken = epoch.activations().stream().filter(it -> it.notFinite() > 0)
                .map(TensorStatistics::name).toList();
        if (!broken.isEmpty()) {
            sentences.add("Not all numbers are finite; the first layer where this is so is " + broken.get(0) + ".");
        }
    }

    private static void slope(List<TensorStatistics> gradients, List<String> sentences) {
        if (gradients.size() < 2) {
            return;
        }
        TensorStatistics first = gradients.get(0);
        TensorStatistics last = gradients.get(gradients.size() - 1);
        double ratio = first.rms() / last.rms();
        String figures = String.format(Locale.ROOT, "the gradient by %s is %s times that by %s",
                first.name(), Numbers.plain(ratio), last.name());
        sentences.add(ratio < 1 / STEEP
                ? "Gradients vanish: " + figures + "."
                : ratio > STEEP
                        ? "Gradients explode: " + figures + "."
                        : "Gradients neither vanish nor explode: " + figures + ".");
    }

    private static String listed(List<String> names) {
        return names.size() <= 4 ? String.join(", ", names) : String.join(", ", names.subList(0, 4)) + " and others";
    }
}
