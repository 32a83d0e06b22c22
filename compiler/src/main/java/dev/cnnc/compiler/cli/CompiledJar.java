package dev.cnnc.compiler.cli;

import dev.cnnc.runtime.CnncException;
import dev.cnnc.runtime.Model;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * Opens a jar that {@code cnnc compile} made. Its network runs on this program's runtime, whose classes its own class
 * loader takes from its parent, and not on the copy in the jar.
 */
final class CompiledJar {

    private static final String MODEL_ATTRIBUTE = "Cnnc-Model";

    private CompiledJar() {}

    static OpenModel open(Path jar) {
        ModelSource.requireFile(jar);
        String className = modelClass(jar);
        URLClassLoader loader = null;
        try {
            loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, Model.class.getClassLoader());
            Class<?> type = Class.forName(className, true, loader);
            Model model = type.asSubclass(Model.class).getConstructor().newInstance();
            return new OpenModel(model, loader, jar.toString());
        } catch (IOException | ReflectiveOperationException | ClassCastException | LinkageError e) {
            closeQuietly(loader, e);
            if (e.getCause() instanceof CnncException known) {
                throw known;
            }
            throw new CnncException(jar + ": its network " + className + " cannot be loaded (" + e
                    + "); compile it again with this release", e);
        }
    }

    private static String modelClass(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            String name = manifest == null ? null : manifest.getMainAttributes().getValue(MODEL_ATTRIBUTE);
            if (name == null) {
                throw new CnncException(jar + " holds no network: its manifest has no " + MODEL_ATTRIBUTE
                        + "; it was not made by 'cnnc compile'");
            }
            return name.trim();
        } catch (IOException e) {
            throw new CnncException(jar + ": cannot be read as a jar (" + e.getMessage() + ")", e);
        }
    }

    private static void closeQuietly(URLClassLoader loader, Throwable cause) {
        if (loader != null) {
            try {
                loader.close();
            } catch (IOException e) {
                cause.addSuppressed(e);
            }
        }
    }
}
