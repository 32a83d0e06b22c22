package dev.cnnc.runtime;

import dev.cnnc.runtime.data.Dataset;
import dev.cnnc.runtime.data.ImageShape;

/** Whether a data set suits a network, before any work is done with it. */
final class DataCheck {
    private DataCheck() {
    }

    /** Every loss compares the values of its output with the class of the image, so there must be one for each class. */
    static void requireTrainable(ModelInfo info) {
        OutputInfo main = info.outputs().get(0);
        for (OutputInfo output : info.trainedOutputs()) {
            if (!output.isShapedAs(main)) {
                throw new CnncException("the output " + output.name() + " of " + info.name() + " is " + output.height()
                        + "x" + output.width() + "x" + output.channels() + ", but its loss compares it with "
                        + main.classes() + " classes; 'output(loss = none)' leaves it out of training");
            }
        }
    }

    static void require(ModelInfo info, Dataset data) {
        if (data.size() == 0) {
            throw new CnncException(data.source() + ": there are no images");
        }
        ImageShape wanted = new ImageShape(info.input().height(), info.input().width(), info.input().channels());
        if (!data.shape().equals(wanted)) {
            throw new CnncException(data.source() + ": the images are " + data.shape() + ", but the network "
                    + info.name() + " takes " + wanted);
        }
        OutputInfo output = info.outputs().get(0);
        if (output.height() != 1 || output.width() != 1) {
            throw new CnncException("the network " + info.name() + " gives " + output.height() + "x" + output.width()
                    + "x" + output.channels() + " for an image, but labels need one number a class; end it with"
                    + " global_avgpool or flatten and dense");
        }
        int classes = output.classes();
        for (int i = 0; i < data.size(); i++) {
            int label = data.label(i);
            if (label < 0 || label >= classes) {
                throw new CnncException(String.format("%s: image %,d has label %d, but the network %s has %d classes,"
                        + " labelled 0 to %d", data.source(), i + 1, label, info.name(), classes, classes - 1));
            }
        }
    }
}
