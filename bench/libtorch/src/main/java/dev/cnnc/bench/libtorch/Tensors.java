package dev.cnnc.bench.libtorch;

import dev.cnnc.bench.engine.Images;
import dev.cnnc.bench.network.Array;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/** Makes tensors of Java's arrays. */
final class Tensors {

    private Tensors() {}

    static Tensor of(Array array) {
        return of(array.values(), array.longShape());
    }

    static Tensor of(Images images) {
        return of(images.channelsFirst(),
                new long[] {images.count(), images.channels(), images.height(), images.width()});
    }

    private static Tensor of(float[] values, long[] shape) {
        try (FloatPointer pointer = new FloatPointer(values);
                Tensor borrowed = torch.from_blob(pointer, shape)) {
            return borrowed.clone();
        }
    }

    static Tensor of(int[] labels) {
        long[] values = new long[labels.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = labels[i];
        }
        try (LongPointer pointer = new LongPointer(values);
                TensorOptions options = new TensorOptions(torch.ScalarType.Long);
                Tensor borrowed = torch.from_blob(pointer, new long[] {values.length}, options)) {
            return borrowed.clone();
        }
    }
}
