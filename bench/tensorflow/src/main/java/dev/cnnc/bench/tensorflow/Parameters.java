package dev.cnnc.bench.tensorflow;

import dev.cnnc.bench.network.Array;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** What a network's learnt numbers are in a graph. */
interface Parameters {

    /** Numbers that gradient descent changes, where there is any. */
    Operand<TFloat32> trainable(Array array);

    /** Numbers as they are. */
    static Operand<TFloat32> constant(Ops tf, Array array) {
        return tf.constant(Shape.of(array.longShape()), DataBuffers.of(array.values(), true, false));
    }
}
