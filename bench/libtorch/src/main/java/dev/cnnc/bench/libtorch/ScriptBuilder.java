package dev.cnnc.bench.libtorch;

import dev.cnnc.bench.network.Array;
import dev.cnnc.bench.network.Convolution;
import dev.cnnc.bench.network.Dense;
import dev.cnnc.bench.network.LayerBuilder;
import dev.cnnc.bench.network.Norm;
import dev.cnnc.bench.network.Window;
import dev.cnnc.compiler.tensor.Shape;
import dev.cnnc.runtime.kernel.ActivationKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes a network as the TorchScript of a module's method; tensors are known by the names of variables. */
final class ScriptBuilder implements LayerBuilder<String> {

    private final StringBuilder source = new StringBuilder("def forward(self, images):\n");
    private final List<Array> parameters = new ArrayList<>();
    private int count;

    /** The method, after the network was built; {@code answer} is what it gives. */
    String source(String answer) {
        return source + "  return " + answer + "\n";
    }

    /** What the method reads: {@code self.p0} is the first. */
    List<Array> parameters() {
        return parameters;
    }

    private String add(String expression) {
        String name = "t" + count++;
        source.append("  ").append(name).append(" = ").append(expression).append('\n');
        return name;
    }

    private String parameter(Array array) {
        parameters.add(array);
        return "self.p" + (parameters.size() - 1);
    }

    private String parameter(Optional<Array> array) {
        return array.map(this::parameter).orElse("None");
    }

    @Override
    public String input(Shape image) {
        return "images";
    }

    @Override
    public String convolution(String x, Convolution layer) {
        Window window = layer.window();
        return add("torch.conv2d(" + x + ", " + parameter(layer.weight()) + ", " + parameter(layer.bias()) + ", "
                + stride(window) + ", " + padding(window) + ", "
                + pair(window.dilationHeight(), window.dilationWidth()) + ", " + layer.groups() + ")");
    }

    private static String stride(Window window) {
        return pair(window.strideHeight(), window.strideWidth());
    }

    private static String padding(Window window) {
        TorchWindow.requireSymmetric(window);
        return pair(window.top(), window.left());
    }

    private static String pair(int height, int width) {
        return "[" + height + ", " + width + "]";
    }

    @Override
    public String dense(String x, Dense layer) {
        return add("torch.linear(" + x + ", " + parameter(layer.weight()) + ", " + parameter(layer.bias()) + ")");
    }

    @Override
    public String batchNorm(String x, Norm layer) {
        return add("torch.batch_norm(" + x + ", " + parameter(layer.weight()) + ", " + parameter(layer.bias()) + ", "
                + parameter(layer.mean()) + ", " + parameter(layer.variance()) + ", False, 0.1, " + layer.epsilon()
                + ", False)");
    }

    @Override
    public String activation(String x, ActivationKind kind) {
        return switch (kind) {
            case RELU -> add("torch.relu(" + x + ")");
            case RELU6 -> add("torch.hardtanh(" + x + ", 0., 6.)");
            case TANH -> add("torch.tanh(" + x + ")");
            case SIGMOID -> add("torch.sigmoid(" + x + ")");
            default -> throw new IllegalArgumentException(kind + " takes no part in the comparison");
        };
    }

    @Override
    public String maxPool(String x, Window window) {
        return add("torch.max_pool2d(" + x + ", " + pair(window.height(), window.width()) + ", " + stride(window)
                + ", " + padding(window) + ")");
    }

    @Override
    public String avgPool(String x, Window window, boolean countPadding) {
        return add("torch.avg_pool2d(" + x + ", " + pair(window.height(), window.width()) + ", " + stride(window)
                + ", " + padding(window) + ", False, " + (countPadding ? "True" : "False") + ")");
    }

    @Override
    public String globalAvgPool(String x) {
        return add("torch.flatten(torch.adaptive_avg_pool2d(" + x + ", [1, 1]), 1)");
    }

    @Override
    public String flatten(String x, boolean channelsFirst) {
        return add("torch.flatten(" + (channelsFirst ? x : "torch.permute(" + x + ", [0, 2, 3, 1])") + ", 1)");
    }

    @Override
    public String dropout(String x, double rate) {
        return x;
    }

    @Override
    public String add(List<String> inputs) {
        return add(String.join(" + ", inputs));
    }

    @Override
    public String concat(List<String> inputs) {
        return add("torch.cat([" + String.join(", ", inputs) + "], 1)");
    }

    @Override
    public String padChannels(String x, int before, int after) {
        return add("torch.constant_pad_nd(" + x + ", [0, 0, 0, 0, " + before + ", " + after + "])");
    }

    @Override
    public String softmax(String x) {
        return add("torch.softmax(" + x + ", 1)");
    }
}
