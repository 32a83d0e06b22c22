package dev.cnnc.compiler.cli;

import dev.cnnc.compiler.profile.Profile;
import dev.cnnc.compiler.profile.Profiler;
import dev.cnnc.compiler.report.ProfileReport;
import dev.cnnc.runtime.CnncException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cnnc profile}. */
@Command(
        name = "profile",
        description = "Times the layers of a network, forward and backward, beside what the machine can do.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "GFLOP/s count two operations for each multiply-accumulate of the layer's definition; Winograd's",
            "algorithm needs fewer and may exceed the peak. GB/s count tensors and weights once for each operation.",
            "",
            "Examples:",
            "  cnnc profile resnet50.cnn --batch 8",
            "  cnnc profile lenet5.cnn --pass training --batch 128 --threads 1 --json"
        })
final class ProfileCommand implements Callable<Integer> {

    private static final double LONGEST = 600;

    @Mixin
    private ModelSource model;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "Images at once (default: ${DEFAULT-VALUE}).",
            defaultValue = "1")
    private int batch;

    @Option(
            names = "--pass",
            paramLabel = "PASS",
            description = "One of prediction, training or both (default: both).",
            defaultValue = "BOTH")
    private Profiler.Pass pass;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            description = "How long to warm up, and how long to measure then (default: ${DEFAULT-VALUE}).",
            defaultValue = "3")
    private double seconds;

    @Mixin
    private Threads threads;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    private final Console console;

    ProfileCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (batch < 1) {
            throw new CnncException("--batch is at least 1, found " + batch);
        }
        if (!(seconds > 0 && seconds <= LONGEST)) {
            throw new CnncException("--seconds is above 0 and at most " + (int) LONGEST + ", found " + seconds);
        }
        Profiler profiler = model.profiler(console);
        Profile profile = profiler.run(pass, batch, threads.count(), seconds);
        ProfileReport report = new ProfileReport(profile);
        console.out().print(json ? report.json() : report.text(console.columns(), console.unicode()));
        return ExitCode.DONE;
    }
}
