package dev.cnnc.compiler.infer;

import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.layer.BatchNorm;
import dev.cnnc.compiler.layer.LayerKind.Category;
import dev.cnnc.compiler.tensor.Shape;
import java.util.Map;
import java.util.Optional;

/** Proposes what makes the two arms of a residual alike, and only what has been computed to do so. */
final class ResidualMend {

    private final Map<Integer, Node> nodes;
    private final int bodyEnd;
    private final int otherEnd;
    private final Shape body;
    private final Shape other;

    ResidualMend(int bodyEnd, int otherEnd, Map<Integer, Node> nodes) {
        this.nodes = nodes;
        this.bodyEnd = bodyEnd;
        this.otherEnd = otherEnd;
        this.body = nodes.get(bodyEnd).shape();
        this.other = nodes.get(otherEnd).shape();
    }

    String find(boolean hasShortcut) {
        return hasShortcut ? withShortcut() : withoutShortcut();
    }

    private String withoutShortcut() {
        SizeMend mend = new SizeMend(bodyEnd, otherEnd, nodes);
        boolean isAsLarge = body.height() == other.height() && body.width() == other.width();
        Optional<String> padding = isAsLarge ? Optional.empty() : mend.find(other, false);
        if (padding.isPresent()) {
            return body.channels() == other.channels()
                    ? padding.get()
                    : padding.get() + "; then add " + shortcut(1);
        }
        long stride = ceilDiv(other.height(), body.height());
        if (isStridedTo(body, stride)) {
            return "add " + shortcut(stride);
        }
        Shape strided = new Shape(
                ceilDiv(other.height(), mend.stride()), ceilDiv(other.width(), mend.stride()), body.channels());
        return mend.find(strided, false)
                .map(found -> found + "; then add " + shortcut(mend.stride()))
                .orElse("keep the size with 'padding = same', or give the residual a shortcut that ends as " + body);
    }

    /** Whether a 1x1 convolution without padding makes an image of this size from the residual's input. */
    private boolean isStridedTo(Shape image, long stride) {
        return ceilDiv(other.height(), stride) == image.height() && ceilDiv(other.width(), stride) == image.width();
    }

    /** With a batch norm, if the body ends with one, an activation behind it or not. */
    private String shortcut(long stride) {
        Node last = nodes.get(bodyEnd);
        while (last.layer().kind().category() == Category.ACTIVATION) {
            last = nodes.get(last.inputs().get(0));
        }
        boolean isNormalised = last.layer() instanceof BatchNorm;
        return "'shortcut { conv(" + body.channels() + ", 1x1" + (stride == 1 ? "" : ", stride = " + stride)
                + (isNormalised ? ", bias = false)  bn }'" : ") }'");
    }

    private String withShortcut() {
        boolean isAsLarge = body.height() == other.height() && body.width() == other.width();
        Optional<String> size = isAsLarge
                ? Optional.empty()
                : new SizeMend(otherEnd, bodyEnd, nodes)
                        .find(body, false)
                        .or(() -> new SizeMend(bodyEnd, otherEnd, nodes).find(other, false));
        if (!isAsLarge && size.isEmpty()) {
            return "let the shortcut end as " + body + " too";
        }
        String channels = body.channels() == other.channels()
                ? ""
                : "a last convolution of " + body.channels() + " filters in the shortcut gives its channels";
        return size.map(found -> channels.isEmpty() ? found : found + "; " + channels).orElse(channels);
    }

    private static long ceilDiv(long dividend, long divisor) {
        return -Math.floorDiv(-dividend, divisor);
    }
}
