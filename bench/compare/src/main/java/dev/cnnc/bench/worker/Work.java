package dev.cnnc.bench.worker;

import dev.cnnc.bench.engine.Inference;
import dev.cnnc.bench.engine.Training;

/** What a worker does again and again. */
interface Work extends AutoCloseable {

    /** Does it once. */
    void run();

    /** Numbers that must be the same for every engine; asked for once, before anything is timed. */
    float[] check();

    @Override
    void close();

    /** Answers; what is compared are those to all images. */
    static Work of(Inference inference) {
        return new Work() {
            @Override
            public void run() {
                inference.run();
            }

            @Override
            public float[] check() {
                inference.run();
                return inference.output();
            }

            @Override
            public void close() {
                inference.close();
            }
        };
    }

    /** Training steps; what is compared are the losses of the first three, which backward and optimiser make. */
    static Work of(Training training) {
        return new Work() {
            @Override
            public void run() {
                training.step();
            }

            @Override
            public float[] check() {
                return new float[] {training.step(), training.step(), training.step()};
            }

            @Override
            public void close() {
                training.close();
            }
        };
    }
}
