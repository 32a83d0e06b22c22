package dev.cnnc.runtime.op;

import dev.cnnc.runtime.op.ConvolutionRun.Kind;
import java.util.Random;

/** Small shapes with every attribute that a convolution has. */
final class RandomShapes {
    private RandomShapes() {
    }

    static NaiveConvolution next(Kind kind, Random random) {
        int images = 1 + random.nextInt(5);
        if (kind == Kind.DENSE) {
            return new NaiveConvolution(images * (1 + random.nextInt(9)), Layout.vector(1 + random.nextInt(90)),
                    Layout.vector(1 + random.nextInt(90)), 1, 1, 1, 1, 0, 0, 1, 1, 1);
        }
        if (kind.winograd()) {
            return threeByThree(images, random);
        }
        int kh = 1 + random.nextInt(4);
        int kw = 1 + random.nextInt(4);
        int sh = 1 + random.nextInt(3);
        int sw = 1 + random.nextInt(3);
        int dh = 1 + random.nextInt(2);
        int dw = 1 + random.nextInt(2);
        int top = random.nextInt(kh * dh);
        int left = random.nextInt(kw * dw);
        int bottom = random.nextInt(kh * dh);
        int right = random.nextInt(kw * dw);
        int reachHeight = (kh - 1) * dh + 1;
        int reachWidth = (kw - 1) * dw + 1;
        int h = Math.max(1, reachHeight - top - bottom) + random.nextInt(12);
        int w = Math.max(1, reachWidth - left - right) + random.nextInt(12);
        int groups;
        int channels;
        int filters;
        if (kind == Kind.DEPTHWISE) {
            groups = 1 + random.nextInt(40);
            channels = groups;
            filters = groups * (1 + random.nextInt(3));
        } else {
            groups = random.nextInt(3) == 0 ? 1 + random.nextInt(4) : 1;
            channels = groups * (1 + random.nextInt(20));
            filters = groups * (1 + random.nextInt(random.nextBoolean() ? 6 : 70));
        }
        Layout x = new Layout(h, w, channels);
        Layout y = new Layout((h + top + bottom - reachHeight) / sh + 1, (w + left + right - reachWidth) / sw + 1,
                filters);
        return new NaiveConvolution(images, x, y, kh, kw, sh, sw, top, left, dh, dw, groups);
    }

    /** Of stride 1, with every padding that a 3x3 kernel has; sometimes more tiles than a block holds. */
    private static NaiveConvolution threeByThree(int images, Random random) {
        int top = random.nextInt(3);
        int left = random.nextInt(3);
        int height = Math.max(1, 3 - top) + random.nextInt(12);
        int width = Math.max(1, 3 - left) + random.nextInt(random.nextInt(4) == 0 ? 60 : 12);
        Layout x = new Layout(height, width, 1 + random.nextInt(40));
        Layout y = new Layout(height + top + random.nextInt(3) - 2 + Math.max(0, 2 - height - top),
                width + left + random.nextInt(3) - 2 + Math.max(0, 2 - width - left), 1 + random.nextInt(70));
        return new NaiveConvolution(images, x, y, 3, 3, 1, 1, top, left, 1, 1, 1);
    }
}
