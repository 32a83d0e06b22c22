package dev.cnnc.compiler.report.tensorboard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * Reads event files by the formats' descriptions alone: TFRecord's frames with masked CRC-32C, and the wire format of
 * protocol buffers. Fields stay numbers.
 */
public final class EventReader {

    /** An event as its fields. */
    public record Event(Map<Integer, List<Object>> fields) {

        public long step() {
            return (long) fields.getOrDefault(2, List.of(0L)).get(0);
        }

        /** The summary's only value; null for an event of another kind. */
        public Map<Integer, List<Object>> value() {
            if (!fields.containsKey(5)) {
                return null;
            }
            return message((byte[]) message((byte[]) fields.get(5).get(0)).get(1).get(0));
        }

        public String tag() {
            return value() == null ? "" : text(value().get(1).get(0));
        }
    }

    private EventReader() {}

    public static List<Event> read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        List<Event> events = new ArrayList<>();
        while (bytes.hasRemaining()) {
            byte[] head = new byte[8];
            bytes.get(head);
            assertEquals(masked(head), bytes.getInt(), "the length's checksum");
            byte[] data = new byte[Math.toIntExact(ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getLong())];
            bytes.get(data);
            assertEquals(masked(data), bytes.getInt(), "the data's checksum");
            events.add(new Event(message(data)));
        }
        return events;
    }

    /** ((crc >> 15) | (crc << 17)) + 0xa282ead8, modulo 2^32. */
    private static int masked(byte[] data) {
        CRC32C crc = new CRC32C();
        crc.update(data);
        long value = crc.getValue();
        return (int) ((value >> 15 | value << 17) + 0xa282ead8L);
    }

    public static Map<Integer, List<Object>> message(byte[] data) {
        ByteBuffer bytes = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
        Map<Integer, List<Object>> fields = new LinkedHashMap<>();
        while (bytes.hasRemaining()) {
            long key = varint(bytes);
            Object value = switch ((int) (key & 7)) {
                case 0 -> varint(bytes);
                case 1 -> bytes.getDouble();
                case 2 -> {
                    byte[] part = new byte[Math.toIntExact(varint(bytes))];
                    bytes.get(part);
                    yield part;
                }
                case 5 -> bytes.getFloat();
                default -> throw new AssertionError("wire type " + (key & 7));
            };
            fields.computeIfAbsent((int) (key >>> 3), it -> new ArrayList<>()).add(value);
        }
        return fields;
    }

    static String text(Object bytes) {
        return new String((byte[]) bytes, StandardCharsets.UTF_8);
    }

    private static long varint(ByteBuffer bytes) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
