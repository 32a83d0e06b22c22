package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.tensor.Shape;
import java.util.List;

/** The attributes and the shape rule that pools share. */
final class Pool {

    static final Attribute<Extent> SIZE =
            Attribute.required("size", Extent.STEP, "the window, height x width");
    static final Attribute<Extent> STRIDE =
            Attribute.following("stride", Extent.STEP, "size", "the step between windows");
    static final Attribute<Padding> PADDING = Attribute.optional(
            "padding", Padding.TYPE, Padding.VALID, "pixels around the image, less than a window");
    static final Attribute<Boolean> CEIL = Attribute.optional("ceil", TruthType.TRUTH, false,
            "whether windows that overhang the end count, so that the size is rounded up");

    static final String SHAPE_RULE =
            "height and width are (in + padding - size) / stride + 1, rounded down, or up with ceil = true, where a "
                    + "window that would begin behind the image is left out; channels stay";

    private Pool() {}

    static SlidingWindow window(Attributes attributes) {
        Extent size = attributes.get(SIZE);
        Padding padding = attributes.get(PADDING);
        if (Math.max(padding.top(), padding.bottom()) >= size.height()
                || Math.max(padding.left(), padding.right()) >= size.width()) {
            throw new LayerException(DiagnosticCode.OUT_OF_RANGE,
                    "with a padding of " + padding + " some " + size + " windows would hold no pixel of the image",
                    "padding must be smaller than the window", PADDING.name());
        }
        return new SlidingWindow(
                size, attributes.find(STRIDE).orElse(size), padding, Extent.ONE, attributes.get(CEIL));
    }

    static Shape outputShape(SlidingWindow window, List<Shape> inputs) {
        Shape image = inputs.get(0);
        SlidingWindow.Placement placed = window.over(image, SIZE.name());
        return new Shape(placed.height(), placed.width(), image.channels());
    }

    static Description describe(LayerKind kind, SlidingWindow window) {
        Description description = Description.of(kind).with(SIZE, window.kernel());
        if (!window.stride().equals(window.kernel())) {
            description.with(STRIDE, window.stride());
        }
        return description.with(PADDING, window.padding()).with(CEIL, window.ceil());
    }
}
