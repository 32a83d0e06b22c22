package dev.cnnc.bench.libtorch;

import dev.cnnc.bench.engine.Engine;
import dev.cnnc.bench.engine.Images;
import dev.cnnc.bench.engine.Inference;
import dev.cnnc.bench.engine.Training;
import dev.cnnc.bench.network.Network;
import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.pytorch.global.torch;

/** libtorch. A network is exported as TorchScript, which is frozen when it is loaded. */
public final class TorchEngine implements Engine {

    @Override
    public void export(Network network, Path file) {
        ScriptModule.write(network, file);
    }

    @Override
    public Inference load(Path file, int batch, int threads) {
        torch.set_num_threads(threads);
        return new TorchInference(file, batch);
    }

    @Override
    public Optional<Training> train(Network network, Images images, int[] labels, int threads) {
        torch.set_num_threads(threads);
        return Optional.of(new TorchTraining(network, images, labels));
    }
}
