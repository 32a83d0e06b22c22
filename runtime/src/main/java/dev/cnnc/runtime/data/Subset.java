package dev.cnnc.runtime.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Some images of another data set, in the order of {@code chosen}. */
final class Subset implements Dataset {
    private final Dataset whole;
    private final int[] chosen;

    Subset(Dataset whole, int[] chosen) {
        this.whole = whole;
        this.chosen = chosen;
    }

    @Override
    public int size() {
        return chosen.length;
    }

    @Override
    public ImageShape shape() {
        return whole.shape();
    }

    @Override
    public int label(int image) {
        return whole.label(chosen[image]);
    }

    @Override
    public void copyPixels(int image, byte[] to, int at) {
        whole.copyPixels(chosen[image], to, at);
    }

    @Override
    public List<String> classNames() {
        return whole.classNames();
    }

    @Override
    public String source() {
        return whole.source();
    }

    @Override
    public Optional<Path> file(int image) {
        return whole.file(chosen[image]);
    }
}
