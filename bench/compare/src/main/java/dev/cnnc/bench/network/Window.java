package dev.cnnc.bench.network;

import dev.cnnc.compiler.layer.SlidingWindow;
import dev.cnnc.compiler.tensor.Shape;

/** A window that slides over an image: sizes in pixels, the padding as it comes out for this image. */
public record Window(int height, int width, int strideHeight, int strideWidth, int dilationHeight, int dilationWidth,
        int top, int bottom, int left, int right) {

    static Window of(SlidingWindow window, Shape image) {
        SlidingWindow.Placement placed = window.over(image, "window");
        if (window.ceil()) {
            throw new IllegalArgumentException("windows that overhang the image take no part in the comparison");
        }
        return new Window((int) window.kernel().height(), (int) window.kernel().width(),
                (int) window.stride().height(), (int) window.stride().width(),
                (int) window.dilation().height(), (int) window.dilation().width(),
                (int) placed.top(), (int) placed.bottom(), (int) placed.left(), (int) placed.right());
    }

    public boolean isPadded() {
        return (top | bottom | left | right) != 0;
    }

    /** Whether there is as much padding on one side as on the other, which is all that some engines know. */
    public boolean isSymmetric() {
        return top == bottom && left == right;
    }
}
