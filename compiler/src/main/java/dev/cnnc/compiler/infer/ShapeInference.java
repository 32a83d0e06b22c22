package dev.cnnc.compiler.infer;

import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.diagnostic.Diagnostics;
import dev.cnnc.compiler.elaborate.Network.LayerUse;
import dev.cnnc.compiler.elaborate.Network;
import dev.cnnc.compiler.graph.Graph;
import dev.cnnc.compiler.graph.GraphOutput;
import dev.cnnc.compiler.graph.NamedParameter;
import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.graph.ValueRanges;
import dev.cnnc.compiler.layer.LayerException;
import dev.cnnc.compiler.layer.Loss;
import dev.cnnc.compiler.layer.ValueRange;
import dev.cnnc.compiler.tensor.Parameter;
import dev.cnnc.compiler.tensor.Shape;
import dev.cnnc.runtime.LossInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Computes the shape, the parameters and the cost of every layer, and reports what does not fit.
 *
 * <p>A layer with an error has no shape; layers that take its tensor stay silent, so that one mistake is one message.
 */
public final class ShapeInference {

    private final Diagnostics diagnostics;

    public ShapeInference(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** The network with its shapes, or empty where it or its elaboration has errors. */
    public Optional<Graph> infer(Network network) {
        Map<Integer, Node> nodes = new HashMap<>();
        List<Node> inOrder = new ArrayList<>();
        ShapeMessages messages = new ShapeMessages(nodes, diagnostics);
        Sizes sizes = new Sizes();
        for (LayerUse use : network.layers()) {
            if (nodes.keySet().containsAll(use.inputs())) {
                infer(use, nodes, sizes, messages).ifPresent(node -> {
                    nodes.put(node.id(), node);
                    inOrder.add(node);
                });
            }
        }
        ValueRanges ranges = ValueRanges.of(inOrder);
        Map<String, LossInfo> losses = new HashMap<>();
        for (Network.OutputUse output : network.outputs()) {
            if (nodes.containsKey(output.layer())) {
                Node end = nodes.get(output.layer());
                losses.put(output.name(), lossOf(output, end, ranges.of(end), network.labels().size()));
            }
        }
        new OutputCheck(diagnostics, messages).check(network, nodes, losses);
        if (diagnostics.hasErrors()) {
            return Optional.empty();
        }
        List<GraphOutput> outputs = network.outputs().stream()
                .map(output -> new GraphOutput(
                        output.name(),
                        output.layer(),
                        losses.get(output.name()),
                        output.weight(),
                        output.auxiliary()))
                .toList();
        return Optional.of(new Graph(network.name(), inOrder, outputs));
    }

    private static LossInfo lossOf(Network.OutputUse output, Node node, ValueRange range, int labels) {
        LossInfo loss = output.loss().orElseGet(() -> LossInfo.of(defaultLoss(node.shape(), range, labels)));
        return loss.isNone() ? loss : Loss.of(loss).over(range, loss);
    }

    /**
     * Where the file names no loss: scores of classes are a vector, a single unit that ends in a sigmoid or has two
     * labels decides, and a map is compared with a map.
     */
    private static String defaultLoss(Shape shape, ValueRange range, int labels) {
        if (!shape.isVector()) {
            return "mse";
        }
        boolean decides = shape.channels() == 1 && (range == ValueRange.FRACTION || labels == 2);
        return decides ? "binary_cross_entropy" : "cross_entropy";
    }

    private Optional<Node> infer(LayerUse use, Map<Integer, Node> nodes, Sizes sizes, ShapeMessages messages) {
        List<Shape> inputs =
                use.inputs().stream().map(input -> nodes.get(input).shape()).toList();
        try {
            Shape shape = use.layer().outputShape(inputs);
            sizes.checkTensor(shape);
            List<Parameter> parameters = use.layer().parameters(inputs);
            parameters.forEach(sizes::add);
            long macs = sizes.addMacs(use.layer().macs(inputs, shape));
            List<NamedParameter> named = parameters.stream()
                    .map(parameter -> new NamedParameter(
                            use.origin().path() + "." + parameter.role(), parameter.role(), parameter))
                    .toList();
            return Optional.of(
                    new Node(use.id(), use.origin(), use.layer(), use.inputs(), shape, named, macs));
        } catch (LayerException e) {
            messages.report(use, inputs, e);
        } catch (ArithmeticException e) {
            messages.report(
                    use,
                    inputs,
                    new LayerException(
                            DiagnosticCode.OVERFLOW,
                            "the size of this layer does not fit in 64 bits",
                            "is one of its numbers too large?",
                            ""));
        }
        return Optional.empty();
    }
}
