package dev.cnnc.bench.libtorch;

import dev.cnnc.bench.network.Array;
import dev.cnnc.bench.network.Network;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.QualifiedName;
import org.bytedeco.pytorch.QualifiedNameOptional;
import org.bytedeco.pytorch.SimpleSelf;
import org.bytedeco.pytorch.global.torch;

/** Makes a module of a network, as {@code torch.jit.script} does of one in Python. */
final class ScriptModule {

    private ScriptModule() {}

    static void write(Network network, Path file) {
        ScriptBuilder builder = new ScriptBuilder();
        String source = builder.source(network.build(builder));
        // What is not in this namespace cannot be read back.
        JitModule module = new JitModule(new QualifiedName("__torch__.Network"));
        List<Array> parameters = builder.parameters();
        for (int i = 0; i < parameters.size(); i++) {
            module.register_buffer("p" + i, Tensors.of(parameters.get(i)));
        }
        module._ivalue().compilation_unit().define(
                module.type().name(), source, torch.nativeResolver(), new SimpleSelf(module.type()));
        module.eval();
        module.save(file.toString());
    }
}
