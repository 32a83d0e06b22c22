package dev.cnnc.compiler.layer;

import java.util.List;

/** {@code separable_conv(64, 3x3)}: a depthwise convolution and a 1x1 convolution behind it, in one call. */
final class SeparableConv {

    static final LayerKind KIND = WeightSpec.declare(LayerKind.named("separable_conv", LayerKind.Category.PRODUCT)
                    .attributes(Conv.FILTERS, Conv.KERNEL, DepthwiseConv.MULTIPLIER, Conv.STRIDE, Conv.PADDING,
                            Conv.DILATION))
            .summary("depthwise separable convolution: a depthwise convolution, then a 1x1 convolution, with nothing "
                    + "between")
            .shape("as of conv")
            .formula("y = conv(filters, 1x1)(depthwise_conv(kernel, multiplier)(x)); the bias is the second one's")
            .example("""
                    input(32x32x3)
                    conv(8, 3x3)  relu
                    separable_conv(16, 3x3, padding = same, bias = false)  bn  relu
                    global_avgpool  dense(10)
                    """)
            .source("Chollet, Xception, 2016, arXiv:1610.02357; Keras calls it SeparableConv2D; the weights are "
                    + "depthwise.weight, pointwise.weight and pointwise.bias")
            .readsParts(List.of("depthwise", "pointwise"), SeparableConv::read);

    private SeparableConv() {}

    private static List<Layer> read(Attributes attributes) {
        WeightSpec weights = WeightSpec.read(attributes);
        SlidingWindow pixel = new SlidingWindow(Extent.ONE, Extent.ONE, Padding.VALID, Extent.ONE, false);
        return List.of(
                new DepthwiseConv(Conv.window(attributes), attributes.get(DepthwiseConv.MULTIPLIER),
                        weights.withoutBias(), Fusion.NONE),
                new Conv(attributes.get(Conv.FILTERS), pixel, 1, weights, Fusion.NONE));
    }
}
