package dev.cnnc.bench.cnnc;

import dev.cnnc.bench.engine.Descent;
import dev.cnnc.bench.engine.Images;
import dev.cnnc.bench.engine.Training;
import dev.cnnc.runtime.Model;
import dev.cnnc.runtime.TrainInfo;
import dev.cnnc.runtime.TrainListener;
import dev.cnnc.runtime.Trainer;
import dev.cnnc.runtime.TrainerOptions;
import dev.cnnc.runtime.Weights;
import dev.cnnc.runtime.data.InMemoryDataset;
import dev.cnnc.runtime.data.ImageShape;
import dev.cnnc.runtime.train.optimiser.Sgd;
import dev.cnnc.runtime.train.optimiser.WeightDecay;
import dev.cnnc.runtime.train.schedule.Constant;
import java.util.List;
import java.util.concurrent.SynchronousQueue;

/**
 * Training through {@link Trainer#fit}, whose thread is held after each step until the next one is asked for. The data
 * set is the batch, so that an epoch is a step.
 */
final class CnncTraining implements Training {

    private static final int MOST_STEPS = 1_000_000;

    private final Trainer trainer;
    private final Thread thread;
    private final SynchronousQueue<Boolean> permits = new SynchronousQueue<>();
    private final SynchronousQueue<Float> losses = new SynchronousQueue<>();

    CnncTraining(Model model, Weights weights, Images images, int[] labels, int threads) {
        TrainInfo train = model.info().train()
                .withOptimiser(new Sgd(Descent.RATE, Descent.MOMENTUM, false, WeightDecay.NONE))
                .withSchedule(new Constant())
                .withAugment(List.of())
                .withBatch(images.count())
                .withEpochs(MOST_STEPS);
        trainer = model.newTrainer(weights, new TrainerOptions(train, threads));
        InMemoryDataset data = data(images, labels);
        thread = new Thread(() -> trainer.fit(data, null, new TrainListener() {
            @Override
            public void onBatch(int epoch, int step, int steps, int seen, double loss, double accuracy) {
                exchange((float) loss);
            }
        }), "training");
        thread.setDaemon(true);
    }

    private static InMemoryDataset data(Images images, int[] labels) {
        ImageShape shape = new ImageShape(images.height(), images.width(), images.channels());
        byte[][] bytes = new byte[images.count()][shape.bytes()];
        for (int image = 0; image < bytes.length; image++) {
            for (int i = 0; i < shape.bytes(); i++) {
                bytes[image][i] = (byte) images.pixels()[image * shape.bytes() + i];
            }
        }
        return new InMemoryDataset("noise", shape, bytes, labels, List.of());
    }

    private void exchange(float loss) {
        try {
            losses.put(loss);
            permits.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public float step() {
        try {
            if (thread.getState() == Thread.State.NEW) {
                thread.start();
            } else {
                permits.put(true);
            }
            return losses.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        trainer.close();
    }
}
