package dev.cnnc.runtime;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * The named tensors of one network. The arrays are the ones that training changes, so a reader in another thread sees
 * a step half done; take a {@link #copy()} for that.
 */
public final class Weights {
    /** Weights as the network's initialisers make them; the same seed gives the same bits everywhere. */
    public static Weights initialised(ModelInfo info, long seed) {
        throw new UnsupportedOperationException();
    }

    /**
     * Reads a safetensors file.
     *
     * @throws CnncException if the file is missing, damaged or of another network
     */
    public static Weights load(ModelInfo info, Path file) {
        throw new UnsupportedOperationException();
    }

    /** Reads safetensors from a stream, which stays open; {@code source} names it in messages. */
    public static Weights load(ModelInfo info, InputStream stream, String source) {
        throw new UnsupportedOperationException();
    }

    /**
     * Writes a safetensors file of float32. The file appears whole or not at all.
     *
     * @throws CnncException if it cannot be written; a file of that name from before is untouched
     */
    public void save(Path file) {
        throw new UnsupportedOperationException();
    }

    /** The network these weights belong to. */
    public ModelInfo info() {
        throw new UnsupportedOperationException();
    }

    /** All trainable values, live; see {@link ParameterInfo#offset()}. */
    public float[] parameters() {
        throw new UnsupportedOperationException();
    }

    /** All other values, live. */
    public float[] state() {
        throw new UnsupportedOperationException();
    }

    /** The tensors' names, in the order of the layers. */
    public List<String> names() {
        throw new UnsupportedOperationException();
    }

    /** A copy of one tensor, in PyTorch's layout. */
    public float[] get(String name) {
        throw new UnsupportedOperationException();
    }

    /** Replaces one tensor. */
    public void set(String name, float[] values) {
        throw new UnsupportedOperationException();
    }

    /** Weights of the same values that no training changes. */
    public Weights copy() {
        throw new UnsupportedOperationException();
    }
}
