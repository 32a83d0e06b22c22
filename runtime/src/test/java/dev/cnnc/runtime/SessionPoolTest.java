package dev.cnnc.runtime;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.runtime.kernel.KernelChoice;
import dev.cnnc.runtime.op.PackedWeights;
import dev.cnnc.runtime.op.Workspace;
import dev.cnnc.runtime.parallel.WorkerPool;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SessionPoolTest {
    private static final int CALLS_THAT_TAKE_IN_TURNS = 8;
    private static final long NANOS_OF_CALL = 1_000_000;

    private static SessionPool pool(int limit) {
        LinearModel model = new LinearModel();
        Weights weights = model.newWeights(1);
        WorkerPool workers = new WorkerPool(1);
        PackedWeights packed = new PackedWeights(model.inferencePlan().slots());
        return new SessionPool(limit, () -> new InferenceSession(model, new Workspace(KernelChoice.best(), workers, 1,
                model.inferencePlan().floatsPerImage(), weights.parameters(), new float[0], weights.state(), packed),
                PixelScaling.of(weights)));
    }

    private static void call(SessionPool pool) {
        InferenceSession session = pool.take();
        long end = System.nanoTime() + NANOS_OF_CALL;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        pool.giveBack(session);
    }

    /** A thread that asks again as soon as it has its answer is there before one that must be woken. */
    @Test
    void aThreadThatAsksAgainAndAgainLeavesOthersTheirTurn() throws InterruptedException {
        SessionPool pool = pool(1);
        AtomicBoolean ends = new AtomicBoolean();
        AtomicInteger calls = new AtomicInteger();
        Thread busy = new Thread(() -> {
            while (!ends.get()) {
                call(pool);
                calls.incrementAndGet();
            }
        });
        busy.start();
        int most = 0;
        for (int i = 0; i < 20; i++) {
            // Meanwhile the other is in the midst of a call.
            LockSupport.parkNanos(3 * NANOS_OF_CALL);
            int before = calls.get();
            call(pool);
            most = Math.max(most, calls.get() - before);
        }
        ends.set(true);
        busy.join();
        assertTrue(most < 100, most + " calls of another thread before one of this");
    }

    @Test
    void allCallsHaveTheirTurnWithFewerSessions() throws InterruptedException {
        SessionPool pool = pool(2);
        int rounds = 200;
        CountDownLatch done = new CountDownLatch(CALLS_THAT_TAKE_IN_TURNS * rounds);
        for (int i = 0; i < CALLS_THAT_TAKE_IN_TURNS; i++) {
            Thread caller = new Thread(() -> {
                for (int round = 0; round < rounds; round++) {
                    InferenceSession session = pool.take();
                    pool.giveBack(session);
                    done.countDown();
                }
            });
            caller.setDaemon(true);
            caller.start();
        }
        assertTrue(done.await(30, TimeUnit.SECONDS), done.getCount() + " calls are left");
    }
}
