package dev.cnnc.bench.onnxruntime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A message of protocol buffers in the making; fields are given by their numbers in {@code onnx.proto}. */
final class Message {

    private static final int VARINT = 0;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED_32 = 5;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Message with(int field, long value) {
        tag(field, VARINT);
        varint(value);
        return this;
    }

    Message with(int field, float value) {
        tag(field, FIXED_32);
        bytes.writeBytes(littleEndian(Float.BYTES).putFloat(value).array());
        return this;
    }

    Message with(int field, String value) {
        return with(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Message with(int field, Message value) {
        tag(field, LENGTH_DELIMITED);
        varint(value.bytes.size());
        try {
            value.bytes.writeTo(bytes);
        } catch (IOException e) {
            throw new AssertionError("writing to memory does not fail", e);
        }
        return this;
    }

    Message with(int field, float[] values) {
        ByteBuffer buffer = littleEndian(Math.multiplyExact(values.length, Float.BYTES));
        buffer.asFloatBuffer().put(values);
        return with(field, buffer.array());
    }

    Message with(int field, long[] values) {
        ByteBuffer buffer = littleEndian(Math.multiplyExact(values.length, Long.BYTES));
        buffer.asLongBuffer().put(values);
        return with(field, buffer.array());
    }

    private Message with(int field, byte[] value) {
        tag(field, LENGTH_DELIMITED);
        varint(value.length);
        bytes.writeBytes(value);
        return this;
    }

    private static ByteBuffer littleEndian(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void tag(int field, int type) {
        varint((long) field << 3 | type);
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }

    void writeTo(OutputStream out) throws IOException {
        bytes.writeTo(out);
    }
}
