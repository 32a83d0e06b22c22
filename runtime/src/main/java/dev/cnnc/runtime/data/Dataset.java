package dev.cnnc.runtime.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Labelled images of one shape, as bytes. Safe to read from several threads at a time. */
public interface Dataset {
    /** How many images there are. */
    int size();

    /** The shape of every image. */
    ImageShape shape();

    /** The class of an image, from 0. */
    int label(int image);

    /** Copies an image to {@code to[at]} and after: {@link ImageShape#bytes()} values, 0 to 255 as unsigned bytes. */
    void copyPixels(int image, byte[] to, int at);

    /** The names of the classes in the order of their labels; empty if the data does not name them. */
    List<String> classNames();

    /** Where the data comes from, for messages. */
    String source();

    /** The file that holds this image alone; empty if there is none. */
    default Optional<Path> file(int image) {
        return Optional.empty();
    }
}
