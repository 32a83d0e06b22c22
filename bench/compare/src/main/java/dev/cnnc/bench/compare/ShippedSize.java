package dev.cnnc.bench.compare;

import dev.cnnc.bench.network.SampleNetwork;
import dev.cnnc.compiler.Compiler;
import dev.cnnc.compiler.CompilerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Bytes that an application needs to run a network, without the weights. */
final class ShippedSize {

    private ShippedSize() {}

    static long of(Contestant contestant, SampleNetwork network, Place place) throws IOException {
        if (contestant.isCnnc()) {
            Path jar = place.work().resolve(network.id() + "-without-weights.jar");
            Compiler.compile(network.source(place.repository()), CompilerOptions.defaults())
                    .result()
                    .orElseThrow()
                    .writeJar(jar, "", Optional.empty());
            return Files.size(jar);
        }
        long bytes = 0;
        for (Path jar : contestant.shipped(place.bench())) {
            bytes += Files.size(jar);
        }
        return bytes;
    }
}
