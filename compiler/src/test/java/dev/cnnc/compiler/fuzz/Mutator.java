package dev.cnnc.compiler.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Breaks a file a little: between its words, or between its bytes. */
final class Mutator {

    private static final Pattern TOKEN = Pattern.compile("\\w+|->|\\s+|[^\\w\\s]");

    private static final List<String> SPICES = List.of(
            "0", "-1", "1", "9223372036854775807", "1e300", "0.5", "0x0", "99999x99999", "i", "same", "true", "relu",
            "residual {", "repeat 3 {", "repeat 100000 as i {", "repeat 2000000000 {", "side {", "branch {", "}", "{",
            "a:", "a ->", "b, a ->", "basic(16)", "conv", "add", "concat", "output", "input(4x4x4)", "if i == 0 {",
            "let i = 3", "labels [1]", "train { }", "dense(4000000000)", "model", "block basic", "//", "^", "[[", "]]",
            "import stem from \"blocks.cnn\"", "\"\\u202e\"", "2 ^ 62", "1 / 0",
            "conv(64, 3x3, dilation = 2000000000)");

    /** Bytes that end a text, belong to longer characters, or are no characters at all. */
    private static final byte[] BYTES = {0, 9, 10, 13, 27, 34, 92, 123, 125, 127, -128, -62, -30, -16, -2, -1};

    private final Random random;

    Mutator(Random random) {
        this.random = random;
    }

    byte[] mutate(byte[] original) {
        int changes = 1 + random.nextInt(3);
        byte[] mutant = original;
        boolean inWords = random.nextInt(3) > 0;
        for (int i = 0; i < changes; i++) {
            mutant = inWords ? changeWord(mutant) : changeByte(mutant);
        }
        return mutant;
    }

    private byte[] changeWord(byte[] original) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(new String(original, StandardCharsets.UTF_8));
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        if (tokens.isEmpty()) {
            return original;
        }
        int at = random.nextInt(tokens.size());
        switch (random.nextInt(5)) {
            case 0 -> tokens.remove(at);
            case 1 -> tokens.add(at, " " + SPICES.get(random.nextInt(SPICES.size())) + " ");
            case 2 -> tokens.set(at, SPICES.get(random.nextInt(SPICES.size())));
            case 3 -> tokens.addAll(at, List.copyOf(tokens.subList(at, Math.min(at + 12, tokens.size()))));
            default -> tokens.set(at, tokens.get(random.nextInt(tokens.size())));
        }
        return String.join("", tokens).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] changeByte(byte[] original) {
        if (original.length == 0) {
            return original;
        }
        int at = random.nextInt(original.length);
        byte[] mutant = original.clone();
        switch (random.nextInt(5)) {
            case 0 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> mutant[at] = BYTES[random.nextInt(BYTES.length)];
            case 2 -> mutant = Arrays.copyOf(original, at);
            case 3 -> mutant = joined(original, at, original, Math.min(at + 1 + random.nextInt(20), original.length));
            default -> mutant = joined(original, at, original, Math.max(at - random.nextInt(200), 0));
        }
        return mutant;
    }

    /** The beginning of one text and the end of another. */
    private static byte[] joined(byte[] first, int end, byte[] second, int from) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(first, 0, end);
        bytes.write(second, from, second.length - from);
        return bytes.toByteArray();
    }
}
