package dev.cnnc.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/** What the compiler packed into a jar: the model's class, its summary and perhaps its weights. */
final class JarContents {
    /** The manifest's attribute that names the model's class. */
    static final String MODEL_ATTRIBUTE = "Cnnc-Model";

    static final String SUMMARY = "META-INF/cnnc/summary.txt";
    static final String WEIGHTS = "META-INF/cnnc/weights.safetensors";

    private final ClassLoader loader;
    private Model model;

    JarContents(ClassLoader loader) {
        this.loader = loader;
    }

    /** The network; made when first asked for. */
    Model model() {
        if (model == null) {
            model = newModel(modelClass());
        }
        return model;
    }

    /** The table of layers as the compiler printed it. */
    String summary() {
        try (InputStream stream = loader.getResourceAsStream(SUMMARY)) {
            if (stream == null) {
                throw new CnncException("this jar has no summary: " + SUMMARY + " is missing");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw unreadable(SUMMARY, e);
        }
    }

    /** Weights out of a file or, without one, out of the jar. */
    Weights weights(Path file) {
        ModelInfo info = model().info();
        if (file != null) {
            return Weights.load(info, file);
        }
        try (InputStream stream = loader.getResourceAsStream(WEIGHTS)) {
            if (stream == null) {
                throw new CnncException("this jar holds no weights; name a file of trained ones with --weights"
                        + " FILE.safetensors");
            }
            return Weights.load(info, stream, WEIGHTS);
        } catch (IOException e) {
            throw unreadable(WEIGHTS, e);
        }
    }

    private String modelClass() {
        try {
            for (URL url : Collections.list(loader.getResources("META-INF/MANIFEST.MF"))) {
                try (InputStream stream = url.openStream()) {
                    Attributes attributes = new Manifest(stream).getMainAttributes();
                    String name = attributes.getValue(MODEL_ATTRIBUTE);
                    if (name != null) {
                        return name.trim();
                    }
                }
            }
        } catch (IOException e) {
            throw unreadable("META-INF/MANIFEST.MF", e);
        }
        throw new CnncException("no compiled network here: no manifest has the attribute " + MODEL_ATTRIBUTE);
    }

    private Model newModel(String name) {
        try {
            return Class.forName(name, true, loader).asSubclass(Model.class).getConstructor().newInstance();
        } catch (ReflectiveOperationException | ClassCastException | LinkageError e) {
            if (e.getCause() instanceof CnncException known) {
                throw known;
            }
            throw new CnncException("this jar is not whole: its network " + name + " cannot be loaded (" + e + ")", e);
        }
    }

    private static CnncException unreadable(String what, IOException e) {
        return new CnncException("cannot read " + what + " in the jar: " + e.getMessage(), e);
    }
}
