package dev.cnnc.bench.tensorflow;

import dev.cnnc.bench.engine.Descent;
import dev.cnnc.bench.engine.Images;
import dev.cnnc.bench.engine.Training;
import dev.cnnc.bench.network.Array;
import dev.cnnc.bench.network.Network;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.op.core.Variable;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/** A session over a graph with variables, their gradients and the optimiser's operations. */
final class TensorFlowTraining implements Training {

    private final Graph graph = new Graph();
    private final Ops tf = Ops.create(graph);
    private final List<Variable<TFloat32>> variables = new ArrayList<>();
    private final List<Op> assignments = new ArrayList<>();
    private final List<Op> updates = new ArrayList<>();
    private final Operand<TFloat32> loss;
    private final Session session;
    private final TFloat32 images;

    TensorFlowTraining(Network network, Images images, int[] labels, ConfigProto config) {
        this.images = TensorFlowInference.tensor(images);
        Operand<TFloat32> logits = network.build(new TensorFlowBuilder(tf, this::variable, true));
        Operand<TFloat32> oneHot = Parameters.constant(tf, oneHot(labels, network.classes()));
        loss = tf.math.mean(tf.nn.softmaxCrossEntropyWithLogits(logits, oneHot).loss(), tf.array(0));
        Gradients gradients = tf.gradients(loss, variables);
        // A weight must not change while a gradient is still to be computed from it.
        Ops afterGradients = tf.withControlDependencies(List.<Op>copyOf(gradients.dy()));
        for (int i = 0; i < variables.size(); i++) {
            update(afterGradients, variables.get(i), gradients.dy(i));
        }
        session = new Session(graph, config);
        Session.Runner initialisation = session.runner();
        assignments.forEach(initialisation::addTarget);
        initialisation.run().close();
    }

    private Operand<TFloat32> variable(Array array) {
        Variable<TFloat32> variable = tf.variable(Shape.of(array.longShape()), TFloat32.class);
        assignments.add(tf.assign(variable, Parameters.constant(tf, array)));
        variables.add(variable);
        return variable;
    }

    private void update(Ops after, Variable<TFloat32> variable, Operand<TFloat32> gradient) {
        Variable<TFloat32> velocity = tf.variable(variable.shape(), TFloat32.class);
        assignments.add(tf.assign(velocity, tf.zeros(tf.constant(variable.shape()), TFloat32.class)));
        updates.add(after.train.applyMomentum(
                variable, velocity, tf.constant(Descent.RATE), gradient, tf.constant(Descent.MOMENTUM)));
    }

    private static Array oneHot(int[] labels, int classes) {
        float[] values = new float[labels.length * classes];
        for (int i = 0; i < labels.length; i++) {
            values[i * classes + labels[i]] = 1;
        }
        return new Array("labels", new int[] {labels.length, classes}, values);
    }

    @Override
    public float step() {
        Session.Runner runner = session.runner().feed(TensorFlowBuilder.IMAGES, images).fetch(loss);
        updates.forEach(runner::addTarget);
        try (Result result = runner.run()) {
            return ((TFloat32) result.get(0)).getFloat();
        }
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
