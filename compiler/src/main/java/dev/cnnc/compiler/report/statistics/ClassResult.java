package dev.cnnc.compiler.report.statistics;

import dev.cnnc.runtime.ClassFigures;
import dev.cnnc.runtime.Evaluation;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How well one class was told from the others after an epoch. Shares are from 0 to 1, or NaN where there is nothing to
 * take a share of.
 *
 * @param label of the class
 * @param images of the class
 * @param precision of the images taken for the class, the share that belong to it
 * @param recall of the images of the class, the share that was taken for it
 * @param f1 the harmonic mean of the two
 */
public record ClassResult(String label, int images, double precision, double recall, double f1) {

    /** All classes, in their order. */
    public static List<ClassResult> of(Evaluation evaluation) {
        return IntStream.range(0, evaluation.classes()).mapToObj(label -> {
            ClassFigures figures = evaluation.figures(label);
            return new ClassResult(evaluation.labels().get(label), evaluation.support(label), figures.precision(),
                    figures.recall(), figures.f1());
        }).toList();
    }
}
