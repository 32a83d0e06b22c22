package dev.cnnc.runtime.op;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cnnc.runtime.kernel.KernelChoice;
import dev.cnnc.runtime.parallel.WorkerPool;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PadChannelsTest {

    private static final Layout IMAGE = new Layout(1, 2, 2);
    private static final int X = 0;
    private static final int Y = IMAGE.imageStride();
    private static final int PADDED = 1 * 2 * 5;

    private final WorkerPool workers = new WorkerPool(2);
    private final Workspace workspace = new Workspace(KernelChoice.named("loops"), workers, 2, Y + PADDED, new float[0],
            new float[0], new float[0], new PackedWeights(0));
    private final PadChannels pad = new PadChannels(workspace, IMAGE, 1, 2);

    @AfterEach
    void close() {
        workers.close();
    }

    @Test
    void zerosStandBeforeAndBehindTheChannelsOfEveryPixel() {
        Arrays.fill(workspace.arena(), 9);
        write(X, 1, 2, 3, 4, 5, 6, 7, 8);

        pad.infer(X, Y);

        assertArrayEquals(
                new float[] {0, 1, 2, 0, 0, 0, 3, 4, 0, 0, 0, 5, 6, 0, 0, 0, 7, 8, 0, 0}, read(Y, 2 * PADDED));
    }

    @Test
    void theGradientOfTheZerosIsDroppedAndTheRestIsPassedOn() {
        float[] gradient = new float[2 * PADDED];
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = i;
        }
        write(Y, gradient);

        pad.backward(-1, -1, X, false, Y);
        assertArrayEquals(new float[] {1, 2, 6, 7, 11, 12, 16, 17}, read(X, 8));

        pad.backward(-1, -1, X, true, Y);
        assertArrayEquals(new float[] {2, 4, 12, 14, 22, 24, 32, 34}, read(X, 8));
    }

    @Test
    void aNegativeNumberOfChannelsIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new PadChannels(workspace, IMAGE, -1, 2));
    }

    private void write(int offset, float... values) {
        System.arraycopy(values, 0, workspace.arena(), workspace.address(offset), values.length);
    }

    private float[] read(int offset, int count) {
        return Arrays.copyOfRange(workspace.arena(), workspace.address(offset), workspace.address(offset) + count);
    }
}
