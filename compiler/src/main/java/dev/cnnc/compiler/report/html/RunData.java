package dev.cnnc.compiler.report.html;

import dev.cnnc.compiler.report.statistics.ClassResult;
import dev.cnnc.compiler.report.statistics.EpochStatistics;
import dev.cnnc.compiler.report.statistics.StepMark;
import dev.cnnc.runtime.EpochResult;
import dev.cnnc.runtime.ModelInfo;
import dev.cnnc.runtime.TrainerOptions;
import dev.cnnc.runtime.Weights;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * All that a page tells of a run.
 *
 * @param name of the run
 * @param info the network
 * @param options of the training
 * @param settings what else was set, and versions, by their names
 * @param sources the model's files by their paths; empty for a run that began from a jar
 * @param history what happened to the run, and when
 * @param epochs results of those completed
 * @param classes how well each class was told from the others after an epoch; none without validation
 * @param steps losses within the epochs
 * @param statistics of the network's numbers after epochs
 * @param weights as {@code weightsOrigin} says; empty where there are none yet
 * @param weightsOrigin half a sentence: where these weights come from
 * @param classification how these weights classify, or why that is not known
 * @param maps what the network makes of some images, or why that is not known
 * @param times of the layers, or why they are not known
 */
public record RunData(String name, ModelInfo info, TrainerOptions options, Map<String, String> settings,
        Map<String, String> sources, List<Event> history, List<EpochResult> epochs,
        SortedMap<Integer, List<ClassResult>> classes, List<StepMark> steps, List<EpochStatistics> statistics,
        Optional<Weights> weights, String weightsOrigin,
        Finding<Classification> classification, Finding<List<ImageMaps>> maps, Finding<List<LayerTime>> times) {

    /** Something that happened, and when. */
    public record Event(String time, String what) {}

    /**
     * What was found, or why nothing was.
     *
     * @param value null where {@code reason} says why
     */
    public record Finding<T>(T value, String reason) {

        public static <T> Finding<T> of(T value) {
            return new Finding<>(value, "");
        }

        public static <T> Finding<T> none(String reason) {
            return new Finding<>(null, reason);
        }
    }

    /** The epoch of lowest loss, over validation images if there were any. */
    Optional<EpochResult> best() {
        return epochs.stream().reduce((best, next) -> next.lossToJudgeBy() < best.lossToJudgeBy() ? next : best);
    }

    boolean validated() {
        return epochs.stream().anyMatch(EpochResult::validated);
    }
}
