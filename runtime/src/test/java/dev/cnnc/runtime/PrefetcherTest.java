package dev.cnnc.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.cnnc.runtime.data.Dataset;
import dev.cnnc.runtime.data.ImageShape;
import dev.cnnc.runtime.train.Shuffle;
import dev.cnnc.runtime.train.augment.Augment;
import dev.cnnc.runtime.train.augment.Flip;
import dev.cnnc.runtime.train.augment.Mixup;
import dev.cnnc.runtime.train.augment.Shift;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class PrefetcherTest {
    private static final int SIDE = 300;
    private static final int IMAGES = 11;
    private static final int BATCH = 4;
    private static final long SEED = 5;
    private static final InputInfo INPUT =
            new InputInfo(SIDE, SIDE, 1, 1 / 255.0, List.of(0.5), List.of(0.25));
    private static final PixelScaling SCALING = PixelScaling.of(INPUT);
    private static final List<Augment> CHANGES = List.of(new Flip(false), new Shift(3));

    @ParameterizedTest
    @CsvSource({"1, 0", "1, 4", "3, 0", "3, 8", "3, 11", "9, 4"})
    void batchesAreWhatOneThreadWouldMakeOfThemOneAfterAnother(int threads, int from) {
        Dataset data = new Numbered(image -> { });
        ImagePreparer preparer = new ImagePreparer(SCALING, data, CHANGES);
        float[] expected = new float[INPUT.size()];
        int[] order = new int[IMAGES];
        try (Prefetcher batches = prefetcher(data, threads, from, 3)) {
            for (int epoch = 2; epoch < 5; epoch++) {
                Shuffle.fill(order, SEED, epoch);
                for (int at = epoch == 2 ? from : 0; at < IMAGES; at += BATCH) {
                    Batch batch = batches.take();
                    assertEquals(Math.min(BATCH, IMAGES - at), batch.count());
                    for (int i = 0; i < batch.count(); i++) {
                        assertEquals(order[at + i] % 3, batch.labels[i]);
                        preparer.prepare(order[at + i], SEED, epoch, expected, 0);
                        assertArrayEquals(expected,
                                Arrays.copyOfRange(batch.pixels, i * INPUT.size(), (i + 1) * INPUT.size()));
                    }
                }
            }
        }
    }

    @Test
    void aMixtureHasTheSharesThatItSays() {
        Dataset data = new Numbered(image -> { });
        ImagePreparer preparer = new ImagePreparer(SCALING, data, List.of());
        float[] first = new float[INPUT.size()];
        float[] second = new float[INPUT.size()];
        Set<Integer> partners = new HashSet<>();
        try (Prefetcher batches = new Prefetcher(SCALING, data, List.of(new Mixup(1)),
                new BatchOrder(IMAGES, BATCH, SEED, 2, 2, 0), BATCH, SEED, 2)) {
            for (Batch batch = batches.take(); partners.size() < 3; batch = batches.take()) {
                for (int i = 0; i < batch.count(); i++) {
                    float share = batch.shares[i];
                    assertTrue(share >= 0.5 && share <= 1, "share " + share);
                    preparer.prepare(batch.images[i], SEED, 2, first, 0);
                    float mixed = batch.pixels[(i + 1) * INPUT.size() - 1];
                    int partner = -1;
                    for (int other = 0; other < IMAGES; other++) {
                        preparer.prepare(other, SEED, 2, second, 0);
                        float expected = share * first[INPUT.size() - 1] + (1 - share) * second[INPUT.size() - 1];
                        partner = mixed == expected && batch.otherLabels[i] == data.label(other) ? other : partner;
                    }
                    assertTrue(partner >= 0, "it is no mixture of two images");
                    partners.add(partner);
                }
            }
        }
    }

    @Test
    void anImageThatCannotBeReadFailsTheBatchThatItIsInAndNoEarlierOne() {
        int[] order = new int[IMAGES];
        Shuffle.fill(order, SEED, 2);
        Dataset data = new Numbered(image -> {
            if (image == order[5] || image == order[7]) {
                throw new CnncException("photo" + image + ".png: damaged");
            }
        });
        for (int threads = 1; threads < 5; threads++) {
            try (Prefetcher batches = prefetcher(data, threads, 0, 1)) {
                assertNotNull(batches.take());
                CnncException thrown = assertThrows(CnncException.class, batches::take);
                assertEquals("photo" + order[5] + ".png: damaged", thrown.getMessage());
            }
        }
    }

    @Test
    void aFaultOfTheDataSetReachesTheTraining() {
        IllegalStateException fault = new IllegalStateException("a fault");
        try (Prefetcher batches = prefetcher(new Numbered(image -> {
            throw fault;
        }), 2, 0, 1)) {
            assertSame(fault, assertThrows(IllegalStateException.class, batches::take));
        }
    }

    @Test
    void noMoreIsPreparedThanTheRingHolds() throws InterruptedException {
        AtomicInteger fetched = new AtomicInteger();
        try (Prefetcher batches = prefetcher(new Numbered(image -> fetched.incrementAndGet()), 2, 0, 100)) {
            batches.take();
            int ring = (int) (Prefetcher.floats(BATCH, 2, INPUT) / INPUT.size());
            while (fetched.get() < ring - 1) {
                Thread.sleep(1);
            }
            Thread.sleep(50);
            assertTrue(fetched.get() <= ring, fetched + " images fetched for a ring of " + ring);
        }
    }

    @Test
    void theThreadsEndWithIt() {
        Prefetcher batches = prefetcher(new Numbered(image -> { }), 3, 0, 100);
        assertFalse(dataThreads().isEmpty());
        batches.close();
        assertEquals(List.of(), dataThreads());
    }

    @Test
    void aTrainingThatWaitsForASlowImageCanBeStopped() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        Prefetcher batches = prefetcher(new Numbered(image -> {
            asked.countDown();
            await(never);
        }), 1, 0, 1);
        Thread stopper = new Thread(() -> {
            await(asked);
            batches.cancel();
        });
        stopper.start();
        assertNull(batches.take());
        stopper.join();
        batches.close();
        assertEquals(List.of(), dataThreads());
    }

    @Test
    void anInterruptOfTheTrainingKeepsItsMark() {
        CountDownLatch never = new CountDownLatch(1);
        try (Prefetcher batches = prefetcher(new Numbered(image -> await(never)), 1, 0, 1)) {
            Thread.currentThread().interrupt();
            assertNull(batches.take());
        }
        assertTrue(Thread.interrupted());
    }

    @Test
    void theThreadsAllocateNothingOnceTheyRun() {
        ThreadMXBean beans = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (Prefetcher batches = prefetcher(new Numbered(image -> { }), 1, 0, 300)) {
            long id = dataThreads().get(0).getId();
            long least = Long.MAX_VALUE;
            // The JVM itself allocates a little now and then, while it compiles.
            for (int round = 0; round < 6; round++) {
                long before = beans.getThreadAllocatedBytes(id);
                for (int i = 0; i < 30; i++) {
                    batches.take();
                }
                least = Math.min(least, beans.getThreadAllocatedBytes(id) - before);
            }
            assertEquals(0, least);
        }
    }

    private static Prefetcher prefetcher(Dataset data, int threads, int from, int epochs) {
        return new Prefetcher(SCALING, data, CHANGES, new BatchOrder(IMAGES, BATCH, SEED, 2, epochs, from), BATCH, SEED,
                threads);
    }

    private static List<Thread> dataThreads() {
        List<Thread> threads = new ArrayList<>(Thread.getAllStackTraces().keySet());
        threads.removeIf(thread -> !thread.getName().startsWith("cnnc-data-"));
        return threads;
    }

    /** Until the thread is interrupted. */
    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ended) {
            throw new CnncException("interrupted", ended);
        }
    }

    /** Images whose first pixel is their number, and which tell when they are fetched. */
    private record Numbered(IntConsumer fetched) implements Dataset {
        @Override
        public int size() {
            return IMAGES;
        }

        @Override
        public ImageShape shape() {
            return new ImageShape(SIDE, SIDE, 1);
        }

        @Override
        public int label(int image) {
            return image % 3;
        }

        @Override
        public void copyPixels(int image, byte[] to, int at) {
            fetched.accept(image);
            Arrays.fill(to, at, at + SIDE * SIDE, (byte) (17 * image));
            to[at] = (byte) image;
        }

        @Override
        public List<String> classNames() {
            return List.of();
        }

        @Override
        public String source() {
            return "numbers";
        }
    }
}
