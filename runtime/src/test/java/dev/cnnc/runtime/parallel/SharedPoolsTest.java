package dev.cnnc.runtime.parallel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class SharedPoolsTest {
    /** That no predictor of another test asks for. */
    private static final int THREADS = 7;

    @Test
    void thoseThatAskForAsManyThreadsHaveOnePool() {
        WorkerPool first = SharedPools.take(THREADS);
        WorkerPool second = SharedPools.take(THREADS);
        WorkerPool smaller = SharedPools.take(THREADS - 1);
        assertSame(first, second);
        assertNotSame(first, smaller);
        assertEquals(THREADS - 1, smaller.threads());
        SharedPools.giveBack(smaller);
        SharedPools.giveBack(first);
        assertSame(second, SharedPools.take(THREADS), "it lives as long as anyone uses it");
        SharedPools.giveBack(second);
        SharedPools.giveBack(second);
        WorkerPool later = SharedPools.take(THREADS);
        assertNotSame(first, later);
        SharedPools.giveBack(later);
        Thread self = Thread.currentThread();
        first.run((unit, worker) -> assertSame(self, Thread.currentThread(), "its threads have ended"), 100);
    }
}
