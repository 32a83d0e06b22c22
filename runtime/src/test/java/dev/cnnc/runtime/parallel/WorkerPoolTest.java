package dev.cnnc.runtime.parallel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkerPoolTest {
    @Test
    void runsEveryUnitOnceInEveryRun() {
        try (WorkerPool pool = new WorkerPool(4)) {
            for (int round = 0; round < 5_000; round++) {
                int units = round % 17;
                AtomicIntegerArray runs = new AtomicIntegerArray(17);
                pool.run((unit, worker) -> runs.incrementAndGet(unit), units);
                for (int unit = 0; unit < 17; unit++) {
                    assertEquals(unit < units ? 1 : 0, runs.get(unit), "round " + round + " unit " + unit);
                }
                if (round % 1_000 == 0) {
                    // Long enough for the threads to park.
                    LockSupport.parkNanos(5_000_000);
                }
            }
        }
    }

    @Test
    void noTwoUnitsShareAWorkerAtATime() {
        try (WorkerPool pool = new WorkerPool(3)) {
            AtomicIntegerArray inside = new AtomicIntegerArray(pool.threads());
            for (int round = 0; round < 500; round++) {
                pool.run((unit, worker) -> {
                    assertEquals(1, inside.incrementAndGet(worker));
                    Thread.onSpinWait();
                    inside.decrementAndGet(worker);
                }, 20);
            }
        }
    }

    @Test
    void ofTwoThreadsEachTakesUnitsFromOneEnd() {
        int units = 40;
        try (WorkerPool pool = new WorkerPool(2)) {
            for (int round = 0; round < 500; round++) {
                AtomicIntegerArray workers = new AtomicIntegerArray(units);
                pool.run(workers::set, units);
                for (int unit = 1; unit < units; unit++) {
                    assertTrue(workers.get(unit) >= workers.get(unit - 1), workers.toString());
                }
            }
        }
    }

    @Test
    void workReallyGoesToSeveralThreads() {
        try (WorkerPool pool = new WorkerPool(2)) {
            pool.run(together(2), 2);
        }
    }

    /** Units of which none ends before all have begun. */
    private static WorkerPool.Task together(int units) {
        CountDownLatch begun = new CountDownLatch(units);
        return (unit, worker) -> {
            begun.countDown();
            try {
                assertTrue(begun.await(30, TimeUnit.SECONDS), "another unit never started");
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    @Test
    void everyCallerHasAProcessorOfItsOwn() {
        try (WorkerPool pool = new WorkerPool(3)) {
            Thread self = Thread.currentThread();
            pool.enter();
            pool.run(together(3), 3);
            pool.enter();
            pool.run(together(2), 2);
            AtomicInteger most = new AtomicInteger();
            pool.run((unit, worker) -> most.accumulateAndGet(worker, Math::max), 1_000);
            assertTrue(most.get() <= 1, "the second caller's processor was taken");
            pool.enter();
            pool.run((unit, worker) -> assertSame(self, Thread.currentThread()), 1_000);
            pool.leave();
            pool.leave();
            pool.run(together(3), 3);
        }
    }

    @Test
    void anExceptionReachesTheCallerAfterTheOtherUnits() {
        try (WorkerPool pool = new WorkerPool(2)) {
            AtomicInteger others = new AtomicInteger();
            IllegalStateException thrown = new IllegalStateException("unit 3");
            IllegalStateException caught = assertThrows(IllegalStateException.class, () -> pool.run((unit, worker) -> {
                if (unit == 3) {
                    throw thrown;
                }
                others.incrementAndGet();
            }, 10));
            assertSame(thrown, caught);
            assertEquals(9, others.get());
            pool.run((unit, worker) -> others.incrementAndGet(), 10);
            assertEquals(19, others.get(), "the pool works on after a failure");
        }
    }

    @Test
    void aRunInsideAUnitIsCarriedOutByItsCaller() {
        try (WorkerPool pool = new WorkerPool(2)) {
            AtomicInteger inner = new AtomicInteger();
            pool.run((unit, worker) -> {
                Thread self = Thread.currentThread();
                pool.run((innerUnit, innerWorker) -> {
                    assertSame(self, Thread.currentThread());
                    inner.incrementAndGet();
                }, 5);
            }, 4);
            assertEquals(20, inner.get());
        }
    }

    @Test
    void aClosedPoolRunsInTheCaller() {
        WorkerPool pool = new WorkerPool(3);
        pool.close();
        Thread self = Thread.currentThread();
        AtomicInteger runs = new AtomicInteger();
        pool.run((unit, worker) -> {
            assertSame(self, Thread.currentThread());
            runs.incrementAndGet();
        }, 6);
        assertEquals(6, runs.get());
    }
}
