package dev.cnnc.runtime.io;

import java.nio.ByteBuffer;

/** How a safetensors file holds floating-point numbers. */
enum FloatFormat {
    F32(4) {
        @Override
        float next(ByteBuffer buffer) {
            return buffer.getFloat();
        }

        @Override
        void decode(ByteBuffer buffer, float[] into, int at, int count) {
            // One copy: most weights are read before a loop over them would be compiled.
            buffer.asFloatBuffer().get(into, at, count);
        }
    },
    F16(2) {
        @Override
        float next(ByteBuffer buffer) {
            return half(buffer.getShort());
        }
    },
    /** The upper half of an F32. */
    BF16(2) {
        @Override
        float next(ByteBuffer buffer) {
            return Float.intBitsToFloat(buffer.getShort() << 16);
        }
    };

    private final int bytes;

    FloatFormat(int bytes) {
        this.bytes = bytes;
    }

    abstract float next(ByteBuffer buffer);

    int bytes() {
        return bytes;
    }

    /** The format of that name, or null if there is none here. */
    static FloatFormat named(String type) {
        for (FloatFormat format : values()) {
            if (format.name().equals(type)) {
                return format;
            }
        }
        return null;
    }

    void decode(ByteBuffer buffer, float[] into, int at, int count) {
        for (int i = 0; i < count; i++) {
            into[at + i] = next(buffer);
        }
    }

    /** IEEE 754 binary16: 1 bit sign, 5 bits exponent with bias 15, 10 bits fraction. */
    static float half(short bits) {
        int sign = (bits & 0x8000) << 16;
        int exponent = bits >> 10 & 31;
        int fraction = bits & 0x3ff;
        if (exponent == 0) {
            float magnitude = fraction * 0x1p-24f;
            return sign == 0 ? magnitude : -magnitude;
        }
        int wide = exponent == 31 ? 255 : exponent + 127 - 15;
        return Float.intBitsToFloat(sign | wide << 23 | fraction << 13);
    }
}
