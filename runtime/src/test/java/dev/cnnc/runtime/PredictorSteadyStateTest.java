package dev.cnnc.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** Once it is warm, a predictor allocates nothing, with the runtime's real operations. */
class PredictorSteadyStateTest {
    private static final int IMAGES = 40;

    @Test
    void predictionsAllocateNothingInSteadyState() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        ConvolutionalModel model = new ConvolutionalModel();
        float[] one = new float[ConvolutionalModel.SIDE * ConvolutionalModel.SIDE];
        float[] pixels = new float[IMAGES * one.length];
        float[] out = new float[ConvolutionalModel.CLASSES];
        float[] allOut = new float[IMAGES * ConvolutionalModel.CLASSES];
        try (Predictor predictor = model.newPredictor(model.newWeights(5), new PredictorOptions(2, 2, 8))) {
            long allocated = Long.MAX_VALUE;
            // Until the compiler has seen them, vectors are objects; what a call itself allocates shows in every round.
            long deadline = System.nanoTime() + 60_000_000_000L;
            while (allocated > 0 && System.nanoTime() < deadline) {
                long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
                for (int i = 0; i < 200; i++) {
                    predictor.predict(one, out);
                    predictor.predictBatch(pixels, IMAGES, allOut);
                }
                allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
            }
            assertEquals(0, allocated, "bytes allocated by 400 calls");
        }
    }
}
