package dev.cnnc.bench.libtorch;

import dev.cnnc.bench.network.Window;

/** Windows as libtorch takes them: as much padding before as after. */
final class TorchWindow {

    private TorchWindow() {}

    static void requireSymmetric(Window window) {
        if (!window.isSymmetric()) {
            throw new IllegalArgumentException("libtorch pads both sides alike: " + window);
        }
    }

    static long[] size(Window window) {
        return new long[] {window.height(), window.width()};
    }

    static long[] stride(Window window) {
        return new long[] {window.strideHeight(), window.strideWidth()};
    }

    static long[] padding(Window window) {
        requireSymmetric(window);
        return new long[] {window.top(), window.left()};
    }

    static long[] dilation(Window window) {
        return new long[] {window.dilationHeight(), window.dilationWidth()};
    }
}
