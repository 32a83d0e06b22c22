package dev.cnnc.compiler.cli;

import dev.cnnc.runtime.CnncException;
import dev.cnnc.runtime.Model;
import dev.cnnc.runtime.Weights;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLClassLoader;
import java.nio.file.Path;

/**
 * A network with the class loader it came from.
 *
 * @param loader of a jar; null for a network that was compiled just now
 * @param source for messages
 */
record OpenModel(Model model, URLClassLoader loader, String source) implements AutoCloseable {

    private static final String WEIGHTS = "META-INF/cnnc/weights.safetensors";

    /** Weights out of a file or, without one, out of the jar. */
    Weights weights(Path file) {
        if (file != null) {
            return Weights.load(model.info(), file);
        }
        try (InputStream stream = loader == null ? null : loader.getResourceAsStream(WEIGHTS)) {
            if (stream == null) {
                throw new CnncException(source + " holds no weights; name a file of trained ones with --weights"
                        + " FILE.safetensors ('cnnc train' makes one)");
            }
            return Weights.load(model.info(), stream, source);
        } catch (IOException e) {
            throw new CnncException(source + ": cannot read its weights (" + e.getMessage() + ")", e);
        }
    }

    @Override
    public void close() {
        if (loader != null) {
            try {
                loader.close();
            } catch (IOException e) {
                throw new CnncException(source + ": cannot close it (" + e.getMessage() + ")", e);
            }
        }
    }
}
