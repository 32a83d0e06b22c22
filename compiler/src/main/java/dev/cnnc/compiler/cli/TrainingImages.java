package dev.cnnc.compiler.cli;

import dev.cnnc.runtime.CnncException;
import dev.cnnc.runtime.data.DataSource;
import dev.cnnc.runtime.data.Dataset;
import dev.cnnc.runtime.data.ImageSelection;
import dev.cnnc.runtime.data.Split;
import java.util.Optional;

/**
 * The images of a training.
 *
 * @param validation null for none
 */
record TrainingImages(Dataset training, Dataset validation) {

    /** The validation images or, without these, the training images. */
    Dataset toJudgeBy() {
        return validation == null ? training : validation;
    }

    /**
     * @param selection which of the images are used
     * @param share of the training images to validate with, 0 for none; null for the data's part for tests or, where
     *              there is none, a tenth
     */
    static TrainingImages of(DataSource source, ImageSelection selection, Double share, long seed) {
        Dataset training = selection.training(source.training(), seed);
        Optional<Dataset> test = share == null ? source.test().map(selection::test) : Optional.empty();
        if (test.isPresent()) {
            return new TrainingImages(training, test.get());
        }
        double held = share == null ? 0.1 : share;
        if (held == 0) {
            return new TrainingImages(training, null);
        }
        if (!(held > 0 && held < 1)) {
            throw new CnncException("--validation is a share from 0 to below 1, found " + held);
        }
        Split split = Split.holdOut(training, held, seed);
        return new TrainingImages(split.training(), split.validation());
    }
}
