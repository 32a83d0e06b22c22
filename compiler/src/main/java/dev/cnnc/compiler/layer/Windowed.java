package dev.cnnc.compiler.layer;

/** A layer whose every output pixel is computed from one position of a window that slides over the image. */
public interface Windowed extends Layer {

    SlidingWindow window();
}
