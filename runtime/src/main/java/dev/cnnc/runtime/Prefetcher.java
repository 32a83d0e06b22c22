package dev.cnnc.runtime;

import dev.cnnc.runtime.data.Dataset;
import dev.cnnc.runtime.train.augment.Augment;
import java.util.List;

/**
 * Prepares the batches of a training ahead of the step: threads in the background fetch, decode and change images and
 * turn them into numbers, into a ring of batches that are used again and again. What is in a batch depends on the seed,
 * the epoch and the images' numbers, and neither on the threads nor on time.
 */
final class Prefetcher implements AutoCloseable {
    /** One that the step works on, one that is ready, one in the making. */
    private static final int FEWEST_BATCHES = 3;
    private static final int BATCHES_OF_ONE_IMAGE_A_THREAD = 2;

    /** A thread takes so much at a time: enough that taking costs nothing, little enough to share a batch. */
    private static final int PIXELS_OF_A_UNIT = 1 << 16;
    private static final long LONGEST_FAREWELL_MILLIS = 5_000;

    private final Object lock = new Object();
    private final BatchOrder order;
    private final Batch[] ring;
    private final Thread[] threads;
    private final long seed;
    private final int unit;
    /** Batches since the start: begun, handed to the step, and given back by it. */
    private long begun;
    private long taken;
    private long released;
    private boolean cancelled;
    private boolean closed;

    /**
     * Starts the threads.
     *
     * @param batch images of a batch
     * @param threads how many may prepare images at once; there are fewer if a batch has too little work for them
     */
    Prefetcher(PixelScaling scaling, Dataset data, List<Augment> changes, BatchOrder order, int batch, long seed,
            int threads) {
        this.order = order;
        this.seed = seed;
        int size = data.shape().bytes();
        unit = Math.max(1, PIXELS_OF_A_UNIT / size);
        ring = new Batch[batches(batch, threads)];
        for (int i = 0; i < ring.length; i++) {
            ring[i] = new Batch(batch, size);
        }
        this.threads = new Thread[Math.min(threads, (batch - 1) / unit * ring.length + 1)];
        for (int i = 0; i < this.threads.length; i++) {
            ImagePreparer preparer = new ImagePreparer(scaling, data, changes);
            this.threads[i] = new Thread(() -> prepareImages(preparer), "cnnc-data-" + (i + 1));
            this.threads[i].setDaemon(true);
            this.threads[i].start();
        }
    }

    /** Batches that a ring has: enough images for every thread to have one in hand and one to come. */
    private static int batches(int batch, int threads) {
        return Math.max(FEWEST_BATCHES, BATCHES_OF_ONE_IMAGE_A_THREAD * threads / batch + 1);
    }

    /** The floats of the ring. */
    static long floats(int batch, int threads, InputInfo shape) {
        return (long) batches(batch, threads) * batch * shape.size();
    }

    /**
     * Waits for the next batch, which is good until the next call.
     *
     * @return null if it was {@link #cancel cancelled} or the thread is interrupted, whose mark then stays
     * @throws CnncException if an image of the batch cannot be read, or what else the data set threw for it
     */
    Batch take() {
        synchronized (lock) {
            if (released < taken) {
                released = taken;
                lock.notifyAll();
            }
            Batch next = ring[(int) (taken % ring.length)];
            try {
                while (!cancelled && (begun == taken || !next.isPrepared())) {
                    lock.wait();
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return null;
            }
            if (cancelled) {
                return null;
            }
            taken++;
            if (next.failure() != null) {
                throwUnchecked(next.failure());
            }
            return next;
        }
    }

    /** Lets a {@link #take} that waits, and any later one, return at once. May be called from any thread. */
    void cancel() {
        synchronized (lock) {
            cancelled = true;
            lock.notifyAll();
        }
    }

    /** Ends the threads, and waits for the images that they have in hand. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
        boolean interrupted = false;
        long end = System.nanoTime() + LONGEST_FAREWELL_MILLIS * 1_000_000;
        for (Thread thread : threads) {
            thread.interrupt();
            for (long left = millisTo(end); thread.isAlive() && left > 0; left = millisTo(end)) {
                try {
                    thread.join(left);
                } catch (InterruptedException again) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static long millisTo(long end) {
        return (end - System.nanoTime()) / 1_000_000;
    }

    private void prepareImages(ImagePreparer preparer) {
        while (true) {
            Batch batch;
            int from;
            synchronized (lock) {
                batch = awaitWork();
                if (batch == null) {
                    return;
                }
                from = batch.claim(unit);
            }
            int to = Math.min(from + unit, batch.count());
            int image = from;
            Throwable failure = null;
            try {
                for (; image < to; image++) {
                    preparer.prepare(batch, image, seed);
                }
            } catch (Throwable thrown) {
                failure = thrown;
            }
            synchronized (lock) {
                if (failure != null) {
                    batch.failed(image, failure);
                }
                batch.prepared(to - from);
                if (batch.isPrepared()) {
                    lock.notifyAll();
                }
            }
        }
    }

    /** A batch with images to prepare, begun if need be; null when there is nothing more to do. */
    private Batch awaitWork() {
        while (!closed) {
            if (begun > 0) {
                Batch last = ring[(int) ((begun - 1) % ring.length)];
                if (!last.isClaimed()) {
                    return last;
                }
            }
            if (!order.hasNext()) {
                return null;
            }
            if (begun - released < ring.length) {
                Batch next = ring[(int) (begun % ring.length)];
                order.next(next);
                begun++;
                return next;
            }
            try {
                lock.wait();
            } catch (InterruptedException ended) {
                return null;
            }
        }
        return null;
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void throwUnchecked(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
