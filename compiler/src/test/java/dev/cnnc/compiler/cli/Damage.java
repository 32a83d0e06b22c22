package dev.cnnc.compiler.cli;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Ways in which a disk or a power cut leaves a safetensors file. */
final class Damage {

    private static final int LENGTH = 8;

    private Damage() {}

    /** Damaged copies of a file by what was done to them: length of the header, header, data, end. */
    static Map<String, byte[]> ofEveryRegion(byte[] file) {
        int header = (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
        int data = LENGTH + header;
        int member = new String(file, 0, data, StandardCharsets.ISO_8859_1).indexOf("stepsDone") + 13;
        Map<String, byte[]> copies = new LinkedHashMap<>();
        copies.put("empty", new byte[0]);
        copies.put("only zeros", new byte[file.length]);
        copies.put("a bit in the header's length", flipped(file, 0));
        copies.put("the highest bit of that length", flipped(file, LENGTH - 1));
        copies.put("a bit in the header's first token", flipped(file, LENGTH));
        copies.put("a bit in a number of the header", flipped(file, member));
        copies.put("a bit in the header's last token", flipped(file, data - 1 - LENGTH));
        copies.put("the first bit of the data", flipped(file, data));
        copies.put("a bit amidst the data", flipped(file, (data + file.length) / 2));
        copies.put("the last bit", flipped(file, file.length - 1));
        copies.put("a page of zeros", zeros(file, data - 256, 512));
        copies.put("cut within the length", Arrays.copyOf(file, LENGTH / 2));
        copies.put("cut within the header", Arrays.copyOf(file, data / 2));
        copies.put("cut behind the header", Arrays.copyOf(file, data));
        copies.put("cut within the data", Arrays.copyOf(file, (data + file.length) / 2));
        copies.put("the last byte cut off", Arrays.copyOf(file, file.length - 1));
        copies.put("a byte more", Arrays.copyOf(file, file.length + 1));
        return copies;
    }

    private static byte[] flipped(byte[] file, int at) {
        byte[] copy = file.clone();
        copy[at] ^= 1;
        return copy;
    }

    private static byte[] zeros(byte[] file, int from, int count) {
        byte[] copy = file.clone();
        Arrays.fill(copy, from, Math.min(from + count, copy.length), (byte) 0);
        return copy;
    }
}
