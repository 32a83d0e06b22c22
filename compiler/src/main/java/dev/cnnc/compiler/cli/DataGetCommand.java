package dev.cnnc.compiler.cli;

import dev.cnnc.compiler.datasets.Acquisition;
import dev.cnnc.compiler.datasets.DownloadFailed;
import dev.cnnc.compiler.datasets.KnownDataSet;
import dev.cnnc.compiler.diagnostic.Suggestions;
import dev.cnnc.runtime.CnncException;
import dev.cnnc.runtime.io.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cnnc data get}. */
@Command(
        name = "get",
        description = "Brings a well-known data set to this machine: mnist, fashion-mnist or cifar10.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Every file is compared with its SHA-256. A download that broke off goes on where it stopped. Where there",
            "is no network, --from takes the files from a folder instead.",
            "",
            "Examples:",
            "  cnnc data get fashion-mnist",
            "  cnnc data get cifar10 --to /data/cifar10",
            "  cnnc data get fashion-mnist --from /usr/share/datasets/fashion-mnist"
        })
final class DataGetCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "NAME", description = "The data set.")
    private String name;

    @Option(names = "--to", paramLabel = "DIR", description = "Where to put it (default: data/NAME).")
    private Path to;

    @Option(names = "--from", paramLabel = "DIR", description = "A folder with its files, instead of the network.")
    private Path from;

    @Option(
            names = "--mirror",
            paramLabel = "URL",
            description = "Another address of its files; the digests stay the same.")
    private String mirror;

    private final Console console;

    DataGetCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        KnownDataSet set = set();
        Path folder = to == null ? Path.of("data", set.name()) : to;
        if (from != null && !Files.isDirectory(from)) {
            throw new CnncException(from + ": there is no such folder");
        }
        try (DownloadBar bar = new DownloadBar(console)) {
            Acquisition acquisition = new Acquisition(set, folder, bar::begin);
            if (acquisition.isComplete()) {
                console.err().println("it is there already");
            } else if (from != null) {
                acquisition.copyFrom(from);
            } else {
                acquisition.download();
            }
        } catch (DownloadFailed failure) {
            console.error(failure.getMessage());
            console.err().println("  the same command goes on where this one stopped; --from DIR takes the files from a"
                    + " folder, and --mirror URL from another address");
            return ExitCode.FAILED;
        } catch (IOException failure) {
            console.error("cannot write to " + folder + ": " + AtomicFile.reason(failure));
            return ExitCode.FAILED;
        }
        console.out().println(set.title());
        console.out().println("is in " + folder + "; 'cnnc data show " + folder + "' shows it, and --data " + folder
                + " trains with it");
        return ExitCode.DONE;
    }

    private KnownDataSet set() {
        List<String> names = KnownDataSet.all().stream().map(KnownDataSet::name).toList();
        KnownDataSet set = KnownDataSet.named(name).orElseThrow(() -> {
            String hint = Suggestions.hint(name, names);
            return new CnncException("there is no data set '" + name + "'; there are " + String.join(", ", names)
                    + (hint.isEmpty() ? "" : " (" + hint + ")"));
        });
        if (mirror == null) {
            return set;
        }
        if (!mirror.matches("https?://.+")) {
            throw new CnncException("--mirror is an address that starts with https:// or http://, found " + mirror);
        }
        return set.from(mirror);
    }
}
