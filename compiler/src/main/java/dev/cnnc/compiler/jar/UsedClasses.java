package dev.cnnc.compiler.jar;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Leaves out of a jar the operations that its network does not use. The rest of the runtime stays whole: it is the
 * interface for those who embed the jar.
 */
final class UsedClasses {

    private static final String OPERATIONS = "dev/cnnc/runtime/op/";

    /** A class as code, descriptors, signatures and {@code Class.forName} write it. */
    private static final Pattern CLASS = Pattern.compile("dev[/.]cnnc[/.]runtime[/.][\\w$/.]+");

    private UsedClasses() {}

    /**
     * The classes that those of the network, or the interface, speak of, and all that these speak of in turn.
     *
     * @param network class files of the network
     * @param runtime all of the runtime, by their names within a jar
     */
    static SortedMap<String, byte[]> select(Collection<byte[]> network, Map<String, byte[]> runtime) {
        SortedMap<String, byte[]> used = new TreeMap<>();
        Deque<byte[]> unread = new ArrayDeque<>(network);
        runtime.forEach((name, content) -> {
            if (!name.startsWith(OPERATIONS)) {
                used.put(name, content);
                unread.add(content);
            }
        });
        while (!unread.isEmpty()) {
            Matcher mentioned = CLASS.matcher(texts(unread.remove()));
            while (mentioned.find()) {
                String name = mentioned.group().replace('.', '/') + ".class";
                byte[] content = runtime.get(name);
                if (content != null && used.put(name, content) == null) {
                    unread.add(content);
                }
            }
        }
        return used;
    }

    /**
     * All texts of a class file's constant pool, a line each (Java Virtual Machine Specification, section 4.4). Names of
     * classes are among them.
     */
    private static String texts(byte[] classFile) {
        StringBuilder texts = new StringBuilder();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile))) {
            in.skipNBytes(8);
            int constants = in.readUnsignedShort();
            for (int at = 1; at < constants; at++) {
                int tag = in.readUnsignedByte();
                switch (tag) {
                    case 1 -> texts.append(in.readUTF()).append('\n');
                    case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
                    case 5, 6 -> {
                        in.skipNBytes(8);
                        // A long and a double take up two places.
                        at++;
                    }
                    case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
                    case 15 -> in.skipNBytes(3);
                    default -> throw new IllegalStateException("a class file has a constant of the unknown kind " + tag);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a class file of cnnc's own cannot be read", e);
        }
        return texts.toString();
    }
}
