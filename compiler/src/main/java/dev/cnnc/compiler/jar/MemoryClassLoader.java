package dev.cnnc.compiler.jar;

import dev.cnnc.runtime.Model;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Map;

/** Loads a network's classes and what lies beside them from memory; the runtime comes from the loader above it. */
final class MemoryClassLoader extends ClassLoader {

    private final Map<String, byte[]> files;

    /** @param files classes and resources by their paths */
    MemoryClassLoader(Map<String, byte[]> files) {
        super(Model.class.getClassLoader());
        this.files = Map.copyOf(files);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = files.get(name.replace('.', '/') + ".class");
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    @Override
    public InputStream getResourceAsStream(String name) {
        byte[] bytes = files.get(name);
        return bytes != null ? new ByteArrayInputStream(bytes) : super.getResourceAsStream(name);
    }
}
