package dev.cnnc.runtime;

import dev.cnnc.runtime.data.Dataset;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** A digest of images and classes, by which a training that goes on knows whether it sees the same ones. */
final class DataDigest {
    /** Images whose pixels are looked at: enough to notice another data set, few enough to cost nothing. */
    private static final int LOOKED_AT = 64;

    private DataDigest() {
    }

    /** @param validation may be null */
    static String of(Dataset training, Dataset validation) {
        return of(training) + (validation == null ? "" : "+" + of(validation));
    }

    private static String of(Dataset data) {
        CRC32C sum = new CRC32C();
        ByteBuffer number = ByteBuffer.allocate(Integer.BYTES);
        for (int i = 0; i < data.size(); i++) {
            sum.update(number.putInt(0, data.label(i)).rewind());
        }
        byte[] pixels = new byte[data.shape().bytes()];
        int shown = Math.min(LOOKED_AT, data.size());
        for (int i = 0; i < shown; i++) {
            data.copyPixels((int) ((long) i * data.size() / shown), pixels, 0);
            sum.update(pixels);
        }
        return data.size() + ":" + Long.toHexString(sum.getValue());
    }
}
