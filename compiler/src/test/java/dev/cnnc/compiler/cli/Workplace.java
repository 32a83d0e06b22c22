package dev.cnnc.compiler.cli;

import java.awt.image.BufferedImage;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/** Small files for commands to work with: a network that tells bright pictures from dark ones, and such pictures. */
final class Workplace {

    static final String NETWORK = """
            model tiny(classes = 2, units = 4) {
              input(4x4x1, scale = 1 / 255)
              flatten
              dense(units)  relu
              dense(classes)  softmax
              labels ["dark", "bright"]
              train {
                loss = cross_entropy
                optimiser = adam(rate = 0.05)
                batch = 8
                epochs = 6
              }
            }
            """;

    /** Everything that draws random numbers or keeps state: dropout, batch norm, augmentation, moments, a schedule. */
    static final String NOISY_NETWORK = """
            model noisy {
              input(4x4x1, scale = 1 / 255)
              conv(4, 3x3, padding = same, bias = false)  bn  relu
              flatten  dropout(0.2)
              dense(2)
              labels ["dark", "bright"]
              train {
                optimiser = adam(rate = 0.01)
                schedule = cosine
                batch = 8
                epochs = 3
                augment = [flip(horizontal), shift(1)]
              }
            }
            """;

    private static final int SIDE = 4;

    private final Path folder;

    Workplace(Path folder) {
        this.folder = folder;
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    Path network() throws IOException {
        return write("tiny.cnn", NETWORK);
    }

    /** A folder of IDX files with 64 images to train and 16 to test. */
    Path data() throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        idx(data, "train", 64);
        idx(data, "t10k", 16);
        return data;
    }

    private static void idx(Path data, String part, int count) throws IOException {
        Random random = new Random(count);
        try (DataOutputStream images =
                        new DataOutputStream(Files.newOutputStream(data.resolve(part + "-images-idx3-ubyte")));
                DataOutputStream labels =
                        new DataOutputStream(Files.newOutputStream(data.resolve(part + "-labels-idx1-ubyte")))) {
            for (int head : new int[] {2051, count, SIDE, SIDE}) {
                images.writeInt(head);
            }
            labels.writeInt(2049);
            labels.writeInt(count);
            for (int i = 0; i < count; i++) {
                labels.writeByte(i % 2);
                for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
                    images.writeByte(random.nextInt(100) + i % 2 * 150);
                }
            }
        }
    }

    Path picture(String name, int grey) throws IOException {
        BufferedImage image = new BufferedImage(9, 7, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.getRaster().setSample(x, y, 0, grey);
            }
        }
        Path file = folder.resolve(name);
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    /** Weights of the network, trained. */
    Path weights() throws IOException {
        Path weights = folder.resolve("tiny.safetensors");
        Run run = Run.of("train", network(), "--data", data(), "-o", weights, "--threads", 1);
        if (run.code() != 0) {
            throw new AssertionError(run);
        }
        return weights;
    }
}
