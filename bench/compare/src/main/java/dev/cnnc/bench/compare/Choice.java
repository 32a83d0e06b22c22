package dev.cnnc.bench.compare;

import dev.cnnc.bench.network.SampleNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** What of the comparison is made. */
final class Choice {

    private static final Set<SampleNetwork> STARTED =
            Set.of(SampleNetwork.LENET5, SampleNetwork.KERAS_MNIST, SampleNetwork.RESNET50);

    @Option(names = "--networks", split = ",", paramLabel = "NAME", description = "such as lenet5,resnet50; else all")
    private List<SampleNetwork> networks = List.of(SampleNetwork.values());

    @Option(names = "--engines", split = ",", paramLabel = "NAME",
            description = "cnnc, onnxruntime, libtorch, tensorflow, dl4j, cnnc-avx2, cnnc-loops, cnnc-recompute; else the "
                    + "first five, or with --quick the first four")
    private List<Contestant> engines = List.of();

    @Option(names = "--parts", split = ",", paramLabel = "PART",
            description = "latency, throughput, training, start; else all")
    private List<Part> parts = List.of(Part.values());

    @Option(names = "--threads", split = ",", paramLabel = "N", description = "1,2 if not given")
    private List<Integer> threads = List.of(1, 2);

    @Option(names = "--quick", description = "fewer and shorter rounds")
    private boolean quick;

    List<SampleNetwork> networks() {
        return networks;
    }

    /** Those with which whole processes are measured: small ones and a large one. */
    List<SampleNetwork> startedNetworks() {
        return networks().stream().filter(STARTED::contains).toList();
    }

    /** DL4J takes several times as long as the others, so it is left out where time counts. */
    List<Contestant> contestants() {
        if (!engines.isEmpty()) {
            return engines;
        }
        List<Contestant> all = new ArrayList<>(List.of(
                Contestant.CNNC, Contestant.ONNX_RUNTIME, Contestant.LIBTORCH, Contestant.TENSORFLOW));
        if (!quick) {
            all.add(Contestant.DL4J);
        }
        return all;
    }

    boolean has(Part part) {
        return parts.contains(part);
    }

    Effort effort() {
        return quick ? Effort.QUICK : Effort.FULL;
    }

    /** Latency with each number of threads, the rest with the most. */
    List<Workload> workloads(Workload.Kind kind) {
        int most = threads.stream().mapToInt(Integer::intValue).max().orElseThrow();
        List<Workload> workloads = new ArrayList<>();
        for (SampleNetwork network : networks()) {
            switch (kind) {
                case LATENCY -> threads.forEach(count -> workloads.add(new Workload(network, kind, 1, count)));
                case THROUGHPUT -> workloads.add(new Workload(network, kind, network.largeBatch(), most));
                case TRAINING -> {
                    if (network.trainingBatch() > 0) {
                        workloads.add(new Workload(network, kind, network.trainingBatch(), most));
                    }
                }
            }
        }
        return workloads;
    }
}
