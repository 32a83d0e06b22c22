package dev.cnnc.compiler.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cnnc report}. */
@Command(
        name = "report",
        description = "Makes one HTML page of a run: curves, mistakes, kernels, gradients, the network as a graph.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The page needs nothing beside it and no network. The run may still be going on.",
            "A run's folder holds a program, its model.jar: make no page of a run from strangers.",
            "",
            "Examples:",
            "  cnnc report runs/first",
            "  cnnc report runs/first -o first.html --image shoe.png"
        })
final class ReportCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "RUN", description = "The folder that 'cnnc train --run' made.")
    private Path run;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The page to write (default: report.html in the run's folder).")
    private Path output;

    @Option(
            names = {"-d", "--data"},
            paramLabel = "PATH",
            description = "Where the run's images are, if they have moved.")
    private Path data;

    @Option(names = "--image", paramLabel = "FILE", description = "A picture to show the feature maps of.")
    private List<Path> images = new ArrayList<>();

    @Mixin
    private Threads threads;

    private final Console console;

    ReportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        RunFolder folder = RunFolder.look(run);
        Path target = output == null ? folder.report() : output;
        OutputFile.requireWritable(target);
        RunDescription description = folder.read();
        try (OpenModel open = CompiledJar.open(folder.jar())) {
            RunReport report = new RunReport(folder, description, open.model(), threads.count());
            report.write(target, report.images(data == null ? Path.of(description.data()) : data), images);
        }
        console.out().println("the report is in " + target);
        return ExitCode.DONE;
    }
}
