package dev.cnnc.runtime.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.runtime.kernel.KernelChoice;
import dev.cnnc.runtime.kernel.Kernels;
import dev.cnnc.runtime.parallel.WorkerPool;
import org.junit.jupiter.api.Test;

class WorkspaceTest {
    private static final Kernels LOOPS = KernelChoice.named("loops");

    private static Workspace workspace(int capacity, int floatsPerImage) {
        return new Workspace(LOOPS, new WorkerPool(1), capacity, floatsPerImage, new float[0], new float[0],
                new float[0], new PackedWeights(0));
    }

    @Test
    void aTensorBeginsAtItsOffsetTimesTheCapacity() {
        Workspace workspace = workspace(5, 100);
        assertTrue(workspace.arena().length >= 500, "room for 5 images of 100 floats");
        assertEquals(150, workspace.address(30) - workspace.address(0));
    }

    @Test
    void theFirstTensorBeginsWhereALineOfTheCacheDoesIfTheArrayBeginsARegion() {
        int header = 16;
        assertEquals(0, (header + Float.BYTES * workspace(5, 100).address(0)) % 64);
    }

    @Test
    void anArenaLongerThanAJavaArrayIsRefusedWithTheBatchThatFits() {
        String message =
                assertThrows(IllegalArgumentException.class, () -> workspace(1000, 3_000_000)).getMessage();
        assertTrue(message.contains("at most 715"), message);
    }

    @Test
    void aCallHasAtLeastOneImageAndAtMostTheCapacity() {
        Workspace workspace = workspace(5, 1);
        workspace.count(5);
        assertThrows(IllegalArgumentException.class, () -> workspace.count(0));
        assertThrows(IllegalArgumentException.class, () -> workspace.count(6));
    }

    @Test
    void scratchGrowsToTheLargestRequest() {
        Workspace workspace = workspace(1, 1);
        workspace.reserveScratch(10);
        workspace.reserveScratch(5);
        assertEquals(10, workspace.scratch(0).length);
    }

    @Test
    void aLayoutThatOverflowsIsRefused() {
        assertThrows(ArithmeticException.class, () -> new Layout(65536, 65536, 1));
        assertThrows(ArithmeticException.class, () -> new Layout(1024, 1024, 2048));
        assertThrows(IllegalArgumentException.class, () -> new Layout(1, 0, 1));
        assertEquals(2047 << 20, new Layout(1024, 1024, 2047).imageStride());
    }

    @Test
    void aLabelThatIsNoClassIsRefused() {
        try (TestBench bench = new TestBench("loops", 1, 2, 0, 3)) {
            SoftmaxCrossEntropy loss = new SoftmaxCrossEntropy(bench.workspace, 3, 0, 1);
            bench.workspace.labels()[1] = 3;
            String message =
                    assertThrows(IllegalArgumentException.class, () -> loss.forward(bench.offset(0))).getMessage();
            assertEquals("label 3 is none of the 3 classes 0 to 2", message);
        }
    }
}
