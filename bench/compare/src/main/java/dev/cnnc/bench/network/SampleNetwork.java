package dev.cnnc.bench.network;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The networks that are compared. */
public enum SampleNetwork {
    LENET5("LeNet-5", "lenet5.cnn", 128, 128),
    KERAS_MNIST("Keras MNIST network", "keras_mnist.cnn", 128, 128),
    CIFAR_RESNET20("CIFAR ResNet-20", "cifar_resnet20.cnn", 128, 128),
    RESNET18("ResNet-18", "resnet/resnet18.cnn", 32, 16),
    RESNET50("ResNet-50", "resnet/resnet50.cnn", 32, 16),
    VGG16("VGG-16", "vgg/vgg16.cnn", 32, 8),
    MOBILENET_V2("MobileNetV2", "mobile/mobilenet_v2.cnn", 32, 16),
    INCEPTION_V3("Inception v3", "inception/inception_v3.cnn", 32, 8),
    DENSENET121("DenseNet-121", "densenet/densenet121.cnn", 32, 8);

    private final String title;
    private final String file;
    private final int largeBatch;
    private final int trainingBatch;

    SampleNetwork(String title, String file, int largeBatch, int trainingBatch) {
        this.title = title;
        this.file = file;
        this.largeBatch = largeBatch;
        this.trainingBatch = trainingBatch;
    }

    /** As people write it. */
    public String title() {
        return title;
    }

    /** The name of its file without the ending. */
    public String id() {
        return file.substring(file.lastIndexOf('/') + 1).replace(".cnn", "");
    }

    public Path source(Path repository) {
        return repository.resolve("samples").resolve(file);
    }

    /** Images with which throughput is measured. */
    public int largeBatch() {
        return largeBatch;
    }

    /** Images of a training step, or 0 if training is not measured. */
    public int trainingBatch() {
        return trainingBatch;
    }

    /** @throws IllegalArgumentException if there is none of this {@link #id} */
    public static SampleNetwork of(String id) {
        return Arrays.stream(values())
                .filter(network -> network.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no network '" + id + "'; there are "
                        + Arrays.stream(values()).map(SampleNetwork::id).collect(Collectors.joining(", "))));
    }
}
