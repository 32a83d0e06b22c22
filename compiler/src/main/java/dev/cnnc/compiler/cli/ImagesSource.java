package dev.cnnc.compiler.cli;

import dev.cnnc.runtime.InputInfo;
import dev.cnnc.runtime.ModelInfo;
import dev.cnnc.runtime.data.DataSource;
import dev.cnnc.runtime.data.ImageShape;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The labelled images of a command. */
final class ImagesSource {

    @Option(
            names = {"-d", "--data"},
            required = true,
            paramLabel = "PATH",
            description = {
                "The images: a folder of IDX files (train-images-idx3-ubyte, also .gz, ...) or of CIFAR's binary",
                "files, a folder of class folders (also below train/ and test/), or a CSV file (path and label,",
                "or label and pixels)."
            })
    private Path path;

    Path path() {
        return path;
    }

    DataSource open(ModelInfo info) {
        return open(path, info);
    }

    static DataSource open(Path path, ModelInfo info) {
        InputInfo input = info.input();
        return new DataSource(path, new ImageShape(input.height(), input.width(), input.channels()), info.labels());
    }
}
