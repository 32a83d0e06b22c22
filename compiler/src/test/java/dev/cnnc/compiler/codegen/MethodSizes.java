package dev.cnnc.compiler.codegen;

import dev.cnnc.compiler.Compilation;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;

/** How long the code of each method of a compiled network is, as javap sees it. */
public final class MethodSizes {

    private static final Pattern METHOD = Pattern.compile("^  (?!Code).*?([\\w.$]+)\\(.*;$");
    private static final Pattern INSTRUCTION = Pattern.compile("^ +(\\d+): .*");

    private MethodSizes() {}

    /** The offset of each method's last instruction. */
    public static Map<String, Integer> of(Compilation compilation) throws IOException {
        Path jar = Files.createTempFile("cnnc", ".jar");
        try {
            compilation.writeJar(jar, "", Optional.empty());
            StringWriter text = new StringWriter();
            String name = compilation.className();
            int code = ToolProvider.findFirst("javap").orElseThrow().run(new PrintWriter(text), new PrintWriter(text),
                    "-c", "-p", "-cp", jar.toString(), name, name + "$Inference", name + "$Training");
            if (code != 0) {
                throw new IllegalStateException(text.toString());
            }
            return parse(text.toString());
        } finally {
            Files.delete(jar);
        }
    }

    private static Map<String, Integer> parse(String listing) {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        String method = "";
        for (String line : listing.split("\n")) {
            Matcher instruction = INSTRUCTION.matcher(line);
            Matcher header = METHOD.matcher(line);
            if (instruction.matches()) {
                sizes.merge(method, Integer.parseInt(instruction.group(1)), Math::max);
            } else if (header.matches()) {
                method = header.group(1).contains(".") ? "<init>" : header.group(1);
            }
        }
        return sizes;
    }
}
