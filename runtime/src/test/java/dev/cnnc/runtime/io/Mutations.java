package dev.cnnc.runtime.io;

import dev.cnnc.runtime.CnncException;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;

/** Damages a file in every small way and many large ones, and demands that a reader accepts it or says why not. */
public final class Mutations {
    /** Values that break size arithmetic, comparisons of signed numbers and text. */
    private static final byte[] NASTY = {0, 1, -1, 0x7f, -0x80, '"', '{', '[', ',', '-', '9', '\\', ' '};

    private Mutations() {
    }

    /** How many damaged files the reader refused, out of how many. */
    public record Tally(int refused, int all) {
    }

    /** Every truncation, every byte replaced by each nasty value, and {@code random} files with several changes. */
    public static Tally run(byte[] file, int random, long seed, Consumer<byte[]> reader) {
        int refused = 0;
        int all = 0;
        for (int length = 0; length < file.length; length++) {
            refused += refuses(Arrays.copyOf(file, length), reader);
            all++;
        }
        for (int i = 0; i < file.length; i++) {
            for (byte nasty : NASTY) {
                byte[] damaged = file.clone();
                damaged[i] = nasty;
                refused += refuses(damaged, reader);
                all++;
            }
        }
        Random randomness = new Random(seed);
        for (int i = 0; i < random; i++) {
            refused += refuses(scramble(file, randomness), reader);
            all++;
        }
        return new Tally(refused, all);
    }

    private static byte[] scramble(byte[] file, Random random) {
        byte[] damaged = file.clone();
        for (int change = random.nextInt(6); change >= 0; change--) {
            int at = random.nextInt(damaged.length);
            int length = Math.min(1 + random.nextInt(12), damaged.length - at);
            switch (random.nextInt(4)) {
                case 0:
                    damaged[at] ^= (byte) (1 << random.nextInt(8));
                    break;
                case 1:
                    damaged[at] = NASTY[random.nextInt(NASTY.length)];
                    break;
                case 2:
                    System.arraycopy(damaged, at, damaged, random.nextInt(damaged.length - length + 1), length);
                    break;
                default:
                    byte[] shorter = Arrays.copyOf(damaged, damaged.length - length);
                    System.arraycopy(damaged, at + length, shorter, at, shorter.length - at);
                    damaged = shorter.length > 0 ? shorter : damaged;
                    break;
            }
        }
        return damaged;
    }

    private static int refuses(byte[] damaged, Consumer<byte[]> reader) {
        try {
            reader.accept(damaged);
            return 0;
        } catch (CnncException refusal) {
            if (refusal.getMessage() == null || refusal.getMessage().isBlank()) {
                throw new AssertionError("a refusal without a message", refusal);
            }
            return 1;
        }
    }
}
