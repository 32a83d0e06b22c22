package dev.cnnc.bench.kernels;

import dev.cnnc.runtime.kernel.ActivationKind;
import dev.cnnc.runtime.op.Layout;
import dev.cnnc.runtime.parallel.WorkerPool;
import java.util.function.Function;

/** Layers of well-known networks. */
public enum LayerCase {
    CONV_3X3_64("conv 3x3, 64 to 64, 56x56", LayerShape.convolution(1, 56, 64, 64, 3, 1)),
    CONV_3X3_256("conv 3x3, 256 to 256, 14x14", LayerShape.convolution(4, 14, 256, 256, 3, 1)),
    CONV_3X3_512("conv 3x3, 512 to 512, 7x7", LayerShape.convolution(8, 7, 512, 512, 3, 1)),
    CONV_3X3_STRIDE_2("conv 3x3, 64 to 128, 56x56, stride 2", LayerShape.convolution(1, 56, 64, 128, 3, 2)),
    CONV_1X1_256_TO_64("conv 1x1, 256 to 64, 56x56", LayerShape.convolution(1, 56, 256, 64, 1, 1)),
    CONV_1X1_64_TO_256("conv 1x1, 64 to 256, 56x56", LayerShape.convolution(1, 56, 64, 256, 1, 1)),
    CONV_1X1_1024_TO_256("conv 1x1, 1024 to 256, 14x14, 16 images", LayerShape.convolution(16, 14, 1024, 256, 1, 1)),
    CONV_1X1_128_TO_512("conv 1x1, 128 to 512, 28x28, 16 images", LayerShape.convolution(16, 28, 128, 512, 1, 1)),
    CONV_5X5_32("conv 5x5, 32 to 64, 28x28", LayerShape.convolution(4, 28, 32, 64, 5, 1)),
    CONV_7X7_STRIDE_2("conv 7x7, 3 to 64, 224x224, stride 2", LayerShape.convolution(1, 224, 3, 64, 7, 2)),
    CONV_5X5_6("conv 5x5, 1 to 6, 28x28, 128 images", LayerShape.convolution(128, 28, 1, 6, 5, 1)),
    DEPTHWISE_3X3("depthwise 3x3, 144, 56x56", LayerShape.depthwise(2, 56, 144, 3, 1)),
    DEPTHWISE_3X3_STRIDE_2("depthwise 3x3, 144, 56x56, stride 2", LayerShape.depthwise(2, 56, 144, 3, 2)),
    DENSE_1("dense, 4096 to 4096", LayerShape.dense(1, 4096, 4096)),
    DENSE_128("dense, 1024 to 1000, 128 images", LayerShape.dense(128, 1024, 1000)),
    MAXPOOL_2("maxpool 2x2, 64, 112x112", PlainLayers.maxPool(112, 64, 2)),
    AVGPOOL_2("avgpool 2x2, 64, 112x112", PlainLayers.avgPool(112, 64, 2)),
    BATCH_NORM("batch norm, 256, 56x56", PlainLayers.batchNorm(new Layout(56, 56, 256))),
    RELU("relu, 256, 56x56", PlainLayers.activation(ActivationKind.RELU, new Layout(56, 56, 256))),
    TANH("tanh, 256, 56x56", PlainLayers.activation(ActivationKind.TANH, new Layout(56, 56, 256))),
    SIGMOID("sigmoid, 256, 56x56", PlainLayers.activation(ActivationKind.SIGMOID, new Layout(56, 56, 256))),
    SOFTMAX("softmax, 1000, 128 images", PlainLayers.softmax(128, 1000));

    private final String title;
    private final Spec spec;

    LayerCase(String title, Spec spec) {
        this.title = title;
        this.spec = spec;
    }

    /**
     * What a case is made of.
     *
     * @param operations  multiplications and additions of a forward pass; of a layer without products, one or two for
     *                    each number that it reads
     * @param isProduct   whether its gradients are products too
     * @param preparation makes the layer
     */
    record Spec(double operations, boolean isProduct, Function<WorkerPool, PreparedLayer> preparation) {}

    String title() {
        return title;
    }

    double operations() {
        return spec.operations();
    }

    boolean isProduct() {
        return spec.isProduct();
    }

    PreparedLayer prepare(WorkerPool pool) {
        return spec.preparation().apply(pool);
    }
}
