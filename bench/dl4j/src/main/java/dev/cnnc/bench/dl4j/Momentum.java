package dev.cnnc.bench.dl4j;

import dev.cnnc.bench.engine.Descent;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;

/** {@link Descent} as a setting of DL4J, which has Nesterov's momentum only. */
final class Momentum implements IUpdater {

    private static final long serialVersionUID = 1;

    @Override
    public long stateSize(long parameters) {
        return parameters;
    }

    @Override
    public GradientUpdater<?> instantiate(INDArray velocity, boolean initialize) {
        INDArray flat = velocity.reshape(velocity.length());
        MomentumUpdater updater = new MomentumUpdater(this);
        updater.setStateViewArray(flat, flat.shape(), flat.ordering(), initialize);
        return updater;
    }

    @Override
    public GradientUpdater<?> instantiate(Map<String, INDArray> state, boolean initialize) {
        MomentumUpdater updater = new MomentumUpdater(this);
        updater.setState(state, initialize);
        return updater;
    }

    @Override
    public double getLearningRate(int iteration, int epoch) {
        return Descent.RATE;
    }

    @Override
    public boolean hasLearningRate() {
        return true;
    }

    @Override
    public void setLrAndSchedule(double rate, ISchedule schedule) {
        throw new UnsupportedOperationException("the rate is that of every engine");
    }

    /** All are alike, so that DL4J updates neighbouring layers at once. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Momentum;
    }

    @Override
    public int hashCode() {
        return Momentum.class.hashCode();
    }

    @Override
    public Momentum clone() {
        return this;
    }
}
