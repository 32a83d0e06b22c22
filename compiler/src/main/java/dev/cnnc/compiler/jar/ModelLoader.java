package dev.cnnc.compiler.jar;

import dev.cnnc.runtime.CnncException;
import dev.cnnc.runtime.Model;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * Makes an instance of a compiled network, from memory or from its jar. The runtime is always this program's own, not
 * the one inside the jar.
 */
public final class ModelLoader {

    private static final int LARGEST_ENTRY = 256 << 20;

    private ModelLoader() {}

    /** @param files the network's classes and resources by their paths */
    public static Model load(String className, Map<String, byte[]> files) {
        try {
            Class<?> type = new MemoryClassLoader(files).loadClass(className);
            return type.asSubclass(Model.class).getConstructor().newInstance();
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof CnncException mistake) {
                throw mistake;
            }
            throw new CnncException(className + " does not start: " + e.getCause(), e.getCause());
        } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
            throw new CnncException(
                    className + " is no network that this version of cnnc can load: " + e.getMessage(), e);
        }
    }

    /**
     * Loads the network of a jar that {@link JarWriter} wrote. This runs code from the jar.
     *
     * @throws CnncException if it cannot be read, or is no such jar
     */
    public static Model load(Path jar) {
        if (!Files.isRegularFile(jar)) {
            throw new CnncException(jar + ": there is no such file");
        }
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            String className = manifest == null
                    ? null
                    : manifest.getMainAttributes().getValue(JarWriter.MODEL_ATTRIBUTE);
            if (className == null) {
                throw new CnncException(jar + " is no compiled network: its manifest has no "
                        + JarWriter.MODEL_ATTRIBUTE + "; make one with cnnc compile");
            }
            return load(className.strip(), ownFiles(file, className.strip()));
        } catch (IOException e) {
            throw new CnncException(jar + " cannot be read as a jar: " + e.getMessage(), e);
        }
    }

    /** The files whose names begin with the class's. */
    private static Map<String, byte[]> ownFiles(JarFile file, String className) throws IOException {
        String prefix = className.replace('.', '/');
        Map<String, byte[]> files = new HashMap<>();
        Enumeration<JarEntry> entries = file.entries();
        while (entries.hasMoreElements()) {
            JarEntry entry = entries.nextElement();
            if (entry.getName().startsWith(prefix)) {
                files.put(entry.getName(), read(file, entry));
            }
        }
        return files;
    }

    private static byte[] read(JarFile file, JarEntry entry) throws IOException {
        try (InputStream stream = file.getInputStream(entry)) {
            byte[] bytes = stream.readNBytes(LARGEST_ENTRY);
            if (stream.read() >= 0) {
                throw new CnncException(file.getName() + ": " + entry.getName() + " is longer than "
                        + LARGEST_ENTRY + " bytes");
            }
            return bytes;
        }
    }
}
