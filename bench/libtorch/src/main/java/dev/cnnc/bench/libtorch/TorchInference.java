package dev.cnnc.bench.libtorch;

import dev.cnnc.bench.engine.Images;
import dev.cnnc.bench.engine.Inference;
import java.nio.file.Path;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** A frozen module; for many images also turned to oneDNN's layout, which costs more than it saves for one. */
final class TorchInference implements Inference {

    private final InferenceMode mode = new InferenceMode(true);
    private final JitModule module;
    private IValueVector input;
    private float[] output = {};

    TorchInference(Path file, int batch) {
        JitModule read = torch.load(file.toString());
        read.eval();
        JitModule frozen = torch.freeze(read);
        module = batch == 1 ? frozen : torch.optimize_for_inference(frozen);
    }

    @Override
    public void input(Images images) {
        input = new IValueVector(new IValue(Tensors.of(images)));
    }

    @Override
    public void run() {
        try (PointerScope scope = new PointerScope()) {
            Tensor answer = module.forward(input).toTensor();
            int size = (int) answer.numel();
            if (output.length != size) {
                output = new float[size];
            }
            answer.data_ptr_float().get(output);
        }
    }

    @Override
    public float[] output() {
        return output;
    }

    @Override
    public void close() {
        module.close();
        mode.close();
    }
}
