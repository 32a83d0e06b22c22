package dev.cnnc.compiler.jar;

import dev.cnnc.runtime.CnncException;
import dev.cnnc.runtime.Model;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Enumeration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The runtime's classes, wherever this compiler runs with them: a jar, or the folder of a build. */
final class RuntimeClasses {

    private static final String PREFIX = "dev/cnnc/runtime/";

    private RuntimeClasses() {}

    /** The jar or folder that holds them. */
    static Path location() {
        CodeSource source = Model.class.getProtectionDomain().getCodeSource();
        try {
            if (source != null) {
                return Path.of(source.getLocation().toURI());
            }
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new CnncException("cannot find cnnc's runtime at " + source.getLocation(), e);
        }
        throw new CnncException("cannot find cnnc's runtime; run cnnc from its jar");
    }

    /** All class files by their names within a jar, sorted. */
    static SortedMap<String, byte[]> read() {
        Path location = location();
        try {
            return Files.isDirectory(location) ? readFolder(location) : readJar(location);
        } catch (IOException e) {
            throw new CnncException("cannot read cnnc's runtime in " + location + ": " + e.getMessage(), e);
        }
    }

    private static SortedMap<String, byte[]> readFolder(Path folder) throws IOException {
        SortedMap<String, byte[]> classes = new TreeMap<>();
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder.resolve(PREFIX))) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            String name = folder.relativize(file).toString().replace('\\', '/');
            if (isWanted(name)) {
                classes.put(name, Files.readAllBytes(file));
            }
        }
        return classes;
    }

    private static SortedMap<String, byte[]> readJar(Path jar) throws IOException {
        SortedMap<String, byte[]> classes = new TreeMap<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            Enumeration<JarEntry> entries = file.entries();
            while (entries.hasMoreElements()) {
                JarEntry entry = entries.nextElement();
                if (isWanted(entry.getName())) {
                    try (InputStream stream = file.getInputStream(entry)) {
                        classes.put(entry.getName(), stream.readAllBytes());
                    }
                }
            }
        }
        return classes;
    }

    private static boolean isWanted(String name) {
        return name.startsWith(PREFIX) && name.endsWith(".class");
    }
}
