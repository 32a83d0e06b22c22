package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.program.InferenceEmitter;
import dev.cnnc.compiler.program.TrainingEmitter;
import dev.cnnc.compiler.tensor.Initialiser;
import dev.cnnc.compiler.tensor.Parameter;
import dev.cnnc.compiler.tensor.Shape;
import dev.cnnc.runtime.InputInfo;
import dev.cnnc.runtime.io.ImageFit;
import java.util.Collections;
import java.util.List;

/** {@code input(28x28x1, scale = 1/255)}: where images come in. Whoever runs the network fills its tensor. */
public record Input(InputSpec spec) implements Layer {

    /** Their means and standard deviations are lists in memory, so a file must not ask for any number of them. */
    private static final long MOST_CHANNELS = 1 << 20;

    private static final Attribute<Shape> SHAPE =
            Attribute.required("shape", ImageType.TYPE, "the size of an image and its channels");
    private static final Attribute<Double> SCALE =
            Attribute.optional("scale", NumberType.ANY, 1.0, "the factor on pixels, which are 0 to 255");
    private static final Attribute<List<Double>> MEAN = Attribute.optional(
            "mean", new PerChannelType(NumberType.ANY), List.of(0.0), "taken off the scaled pixel");
    private static final Attribute<List<Double>> STD = Attribute.optional(
            "std", new PerChannelType(NumberType.POSITIVE), List.of(1.0), "then divided by");
    private static final Attribute<Boolean> NORMALISE = Attribute.optional("normalise", TruthType.TRUTH, false,
            "whether mean and std are measured over the images to train with, and kept with the weights");
    private static final Attribute<ImageFit> FIT = Attribute.optional("fit", FitType.TYPE, ImageFit.STRETCH,
            "how pictures of other sizes become images of this one");

    static final LayerKind KIND = LayerKind.named("input", LayerKind.Category.ENDS)
            .inputs(0, 0)
            .summary("the first layer: the size of an image and how its pixels become numbers")
            .attributes(SHAPE, SCALE, MEAN, STD, NORMALISE, FIT)
            .shape("as it says")
            .formula("x = (pixel * scale - mean) / std")
            .example("""
                    input(32x32x3, scale = 1/255,
                          mean = [0.49, 0.48, 0.45], std = [0.25, 0.24, 0.26])
                    conv(16, 3x3)
                    global_avgpool
                    dense(10)
                    """)
            .reads(Input::read);

    private static Input read(Attributes attributes) {
        Shape shape = attributes.get(SHAPE);
        boolean normalise = attributes.get(NORMALISE);
        for (Attribute<?> given : List.of(MEAN, STD)) {
            if (normalise && attributes.find(given).isPresent()) {
                throw new LayerException(DiagnosticCode.DUPLICATE_ATTRIBUTE, "normalise = true measures mean"
                        + " and std, but " + given.name() + " is given", "leave out one of the two", given.name());
            }
        }
        return new Input(new InputSpec(shape, attributes.get(SCALE), perChannel(attributes, MEAN, shape),
                perChannel(attributes, STD, shape), normalise, attributes.get(FIT)));
    }

    private static List<Double> perChannel(Attributes attributes, Attribute<List<Double>> attribute, Shape shape) {
        List<Double> numbers = attributes.get(attribute);
        if (numbers.size() == shape.channels()) {
            return numbers;
        }
        if (numbers.size() > 1) {
            String channels = shape.channels() == 1 ? "1 channel" : shape.channels() + " channels";
            throw new LayerException(DiagnosticCode.SHAPE_MISMATCH,
                    attribute.name() + " has " + numbers.size() + " numbers, but the image has " + channels,
                    "give one number for each channel, or one for all", attribute.name());
        }
        if (shape.channels() > MOST_CHANNELS) {
            throw new LayerException(DiagnosticCode.TOO_LARGE, "the input has " + shape.channels()
                    + " channels, more than " + MOST_CHANNELS, "", SHAPE.name());
        }
        return Collections.nCopies((int) shape.channels(), numbers.get(0));
    }

    /** Whether the height and width are left open. */
    public boolean isOpen() {
        return spec.shape().height() == 0;
    }

    /** The same input for images of this size. */
    public Input ofSize(Extent size) {
        Shape shape = new Shape(size.height(), size.width(), spec.shape().channels());
        return new Input(new InputSpec(shape, spec.scale(), spec.mean(), spec.std(), spec.normalise(), spec.fit()));
    }

    @Override
    public LayerKind kind() {
        return KIND;
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        if (!spec.fit().covers(spec.shape().height(), spec.shape().width())) {
            throw new LayerException(DiagnosticCode.SHAPE_MISMATCH, "an image of " + spec.shape()
                    + " cannot be cut out of pictures whose shorter side is " + spec.fit().shorterSide(),
                    "give a shorter side of at least "
                            + Math.max(spec.shape().height(), spec.shape().width()) + ", or none: fit = crop",
                    FIT.name());
        }
        return spec.shape();
    }

    /** Zeros until they are measured, at the start of the first training. */
    @Override
    public List<Parameter> parameters(List<Shape> inputs) {
        if (!spec.normalise()) {
            return List.of();
        }
        List<Long> channels = List.of(spec.shape().channels());
        return List.of(new Parameter(InputInfo.MEAN, channels, Initialiser.ZEROS, false, false),
                new Parameter(InputInfo.STD, channels, Initialiser.ZEROS, false, false));
    }

    @Override
    public void lowerInference(InferenceEmitter emit) {
        // Nothing to compute: the tensor is there before the program runs.
    }

    @Override
    public void lowerTraining(TrainingEmitter emit) {
        // As above.
    }

    @Override
    public String describe() {
        return Description.of(KIND)
                .with(SHAPE, spec.shape())
                .with(SCALE, spec.scale())
                .with(MEAN, spec.mean())
                .with(STD, spec.std())
                .with(NORMALISE, spec.normalise())
                .with(FIT, spec.fit())
                .toString();
    }
}
