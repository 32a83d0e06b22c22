package dev.cnnc.bench.dl4j;

import dev.cnnc.bench.engine.Descent;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarMultiplication;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;

/** Turns gradients into what is to be taken from weights, and keeps their velocities. */
final class MomentumUpdater implements GradientUpdater<Momentum> {

    private static final String VELOCITY = "V";

    private final Momentum config;
    private INDArray velocity;

    MomentumUpdater(Momentum config) {
        this.config = config;
    }

    @Override
    public Momentum getConfig() {
        return config;
    }

    @Override
    public void setState(Map<String, INDArray> state, boolean initialize) {
        velocity = state.get(VELOCITY);
    }

    @Override
    public Map<String, INDArray> getState() {
        return Map.of(VELOCITY, velocity);
    }

    @Override
    public void setStateViewArray(INDArray view, long[] gradientShape, char gradientOrder, boolean initialize) {
        if (initialize) {
            view.assign(0);
        }
        velocity = view;
    }

    @Override
    public void applyUpdater(INDArray gradient, int iteration, int epoch) {
        INDArray flat = gradient.reshape(gradient.length());
        velocity.muli(Descent.MOMENTUM).addi(flat);
        Nd4j.exec(new ScalarMultiplication(velocity, null, flat, Descent.RATE));
    }
}
