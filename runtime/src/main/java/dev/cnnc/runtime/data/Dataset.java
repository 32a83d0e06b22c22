package dev.cnnc.runtime.data;

import java.util.List;

/** Labelled images of one size, as bytes. Safe to read from several threads at a time. */
public interface Dataset {
    /** How many images there are. */
    int size();

    /** The height of every image in pixels. */
    int height();

    /** The width of every image in pixels. */
    int width();

    /** The channels of every image: 1 for grey, 3 for red, green and blue. */
    int channels();

    /** The names of the classes in the order of their labels; empty if the data does not name them. */
    List<String> classNames();

    /** The class of an image, from 0. */
    int label(int image);

    /** Copies an image to {@code to}: height x width x channels bytes, row by row, channels innermost, 0 to 255. */
    void copyPixels(int image, byte[] to, int at);

    /** Where the data comes from, for messages. */
    String source();
}
