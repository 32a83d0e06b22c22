package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.program.InferenceEmitter;
import dev.cnnc.compiler.program.TrainingEmitter;
import dev.cnnc.compiler.tensor.Shape;
import dev.cnnc.runtime.op.Layout;
import dev.cnnc.runtime.op.UpsampleBilinear;
import dev.cnnc.runtime.op.UpsampleNearest;
import java.util.List;

/**
 * {@code upsample(2, mode = bilinear)}: a larger image.
 *
 * @param mode         {@code nearest} or {@code bilinear}
 * @param alignCorners whether the corners of both images lie upon each other, instead of their edges
 */
public record Upsample(Extent factor, String mode, boolean alignCorners) implements Layer {

    private static final String BILINEAR = "bilinear";

    private static final Attribute<Extent> FACTOR =
            Attribute.required("factor", Extent.STEP, "how many times as high and as wide");
    private static final Attribute<String> MODE = Attribute.optional("mode", WordType.of("nearest", BILINEAR),
            "nearest", "whether pixels are repeated (nearest) or blended (bilinear)");
    private static final Attribute<Boolean> ALIGN_CORNERS = Attribute.optional("align_corners", TruthType.TRUTH, false,
            "whether, in bilinear mode, the centres of the corners lie upon each other, instead of the images' edges");

    static final LayerKind KIND = LayerKind.named("upsample", LayerKind.Category.SHAPE)
            .summary("makes an image larger by a whole factor")
            .attributes(FACTOR, MODE, ALIGN_CORNERS)
            .shape("height and width times factor; channels stay")
            .formula("y[i, j, c] = x[i / factor, j / factor, c], rounded down; or blended from the four pixels around "
                    + "(i + 0.5) / factor - 0.5, or around i * (in - 1) / (out - 1) with aligned corners")
            .example("""
                    input(28x28x1)
                    conv(8, 3x3, stride = 2)  relu
                    upsample(2, mode = bilinear)
                    conv(8, 3x3)  relu
                    global_avgpool  dense(10)
                    """)
            .source("as in PyTorch's Upsample; Keras calls it UpSampling2D")
            .reads(Upsample::read);

    private static Upsample read(Attributes attributes) {
        Upsample upsample =
                new Upsample(attributes.get(FACTOR), attributes.get(MODE), attributes.get(ALIGN_CORNERS));
        if (upsample.alignCorners && !upsample.mode.equals(BILINEAR)) {
            throw new LayerException(DiagnosticCode.OUT_OF_RANGE, "only mode = bilinear can align corners",
                    "add mode = bilinear, or leave align_corners out", ALIGN_CORNERS.name());
        }
        return upsample;
    }

    @Override
    public LayerKind kind() {
        return KIND;
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape image = inputs.get(0);
        return new Shape(Math.multiplyExact(image.height(), factor.height()),
                Math.multiplyExact(image.width(), factor.width()), image.channels());
    }

    @Override
    public ValueRange range(List<ValueRange> inputs, List<Shape> shapes) {
        return inputs.get(0);
    }

    @Override
    public void lowerInference(InferenceEmitter emit) {
        UnaryLowering.infer(emit, operation(), arguments(emit.input(0)));
    }

    @Override
    public void lowerTraining(TrainingEmitter emit) {
        UnaryLowering.train(emit, UnaryLowering.Saved.NOTHING, operation(), arguments(emit.input(0)));
    }

    private Class<?> operation() {
        return mode.equals(BILINEAR) ? UpsampleBilinear.class : UpsampleNearest.class;
    }

    private Object[] arguments(Layout x) {
        int height = (int) factor.height();
        int width = (int) factor.width();
        return mode.equals(BILINEAR) ? new Object[] {x, height, width, alignCorners} : new Object[] {x, height, width};
    }

    @Override
    public String describe() {
        return Description.of(KIND)
                .with(FACTOR, factor)
                .with(MODE, mode)
                .with(ALIGN_CORNERS, alignCorners)
                .toString();
    }
}
