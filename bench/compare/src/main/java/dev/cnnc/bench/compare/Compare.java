package dev.cnnc.bench.compare;

import dev.cnnc.bench.network.SampleNetwork;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures cnnc beside other engines and prints tables of Markdown. */
@Command(name = "bench/run", mixinStandardHelpOptions = true, sortOptions = false, showDefaultValues = false,
        description = "Runs the same networks with the same weights and images in cnnc and in other engines.")
public final class Compare implements Callable<Integer> {

    @Mixin
    private Choice choice;

    @Option(names = "--java", paramLabel = "FOLDER", description = "the Java that runs the engines; else this one")
    private Path javaHome = Path.of(System.getProperty("java.home"));

    @Option(names = "--write", description = "put the tables into docs/performance.md")
    private boolean write;

    @Option(names = "--repository", paramLabel = "FOLDER", hidden = true)
    private Path repository = Path.of("");

    private final PrintStream out = System.out;
    private final StringBuilder page = new StringBuilder();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Compare())
                .registerConverter(SampleNetwork.class, named(SampleNetwork::of))
                .registerConverter(Contestant.class, named(Contestant::of))
                .registerConverter(Part.class, named(Part::of))
                .execute(arguments));
    }

    /** So that a name that there is not is the user's mistake, not the program's. */
    private static <T> CommandLine.ITypeConverter<T> named(Function<String, T> find) {
        return name -> {
            try {
                return find.apply(name);
            } catch (IllegalArgumentException e) {
                throw new CommandLine.TypeConversionException(e.getMessage());
            }
        };
    }

    @Override
    public Integer call() throws IOException {
        Path root = repository.toAbsolutePath().normalize();
        Path work = Files.createDirectories(root.resolve("bench/target/compare"));
        Place place = new Place(root, javaHome, work);
        List<Contestant> contestants =
                choice.contestants().stream().filter(contestant -> contestant.isBuilt(place.bench())).toList();
        for (Contestant contestant : contestants) {
            for (SampleNetwork network : choice.networks()) {
                // It may have been made by an older compiler.
                Files.deleteIfExists(place.exported(contestant, network));
            }
        }
        print(conditions(contestants, place));
        compare("Inference, one image at a time (ms)", Workload.Kind.LATENCY, Part.LATENCY, contestants, place);
        compare("Inference, many images at a time (images a second)", Workload.Kind.THROUGHPUT,
                Part.THROUGHPUT, contestants, place);
        compare("Training (images a second)", Workload.Kind.TRAINING, Part.TRAINING,
                contestants.stream().filter(Contestant::trains).toList(), place);
        if (choice.has(Part.START)) {
            startUp(contestants, place);
        }
        if (write) {
            Page.write(root.resolve("docs/performance.md"), page.toString());
        }
        return 0;
    }

    private static String conditions(List<Contestant> contestants, Place place) throws IOException {
        StringBuilder text = new StringBuilder(String.join("\n", Machine.describe(place.javaHome()))).append('\n');
        for (Contestant contestant : contestants) {
            String settings = contestant.environment().entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + entry.getValue())
                    .collect(Collectors.joining(" "));
            String flags = (settings + " " + String.join(" ", contestant.flags())).strip();
            text.append("- ").append(contestant.title()).append(' ').append(contestant.version(place.bench()))
                    .append(flags.isEmpty() ? "" : ", `" + flags + "`").append('\n');
        }
        return text.toString();
    }

    private void compare(String title, Workload.Kind kind, Part part, List<Contestant> contestants, Place place) {
        if (!choice.has(part)) {
            return;
        }
        Table table = new Table(contestants);
        Table memory = new Table(contestants);
        out.print("\n## " + title + "\n\n" + table);
        double worst = 0;
        for (Workload workload : choice.workloads(kind)) {
            Map<Contestant, Result> results = Contest.run(workload, contestants, place, choice.effort());
            out.print(table.addTimes(workload, results));
            memory.addMemory(workload, results);
            results.forEach((contestant, result) -> {
                if (!result.failure().isEmpty()) {
                    System.err.println(contestant.title() + ", " + workload + ": " + result.failure());
                }
            });
            worst = Math.max(worst, results.values().stream()
                    .mapToDouble(Result::error)
                    .filter(Double::isFinite)
                    .max()
                    .orElse(0));
        }
        page.append("\n## ").append(title).append("\n\n").append(table)
                .append(String.format(Locale.ROOT, "%nThe answers agree within %.0e.%n", worst));
        if (kind == Workload.Kind.TRAINING) {
            print("\n## Memory of training\n\n" + memory);
        }
    }

    private void startUp(List<Contestant> contestants, Place place) throws IOException {
        StringBuilder text = new StringBuilder("\n## From start to the first answer\n\n"
                + "| Network | Engine | Time | Peak memory | To ship |\n|---|---|--:|--:|--:|\n");
        for (SampleNetwork network : choice.startedNetworks()) {
            for (Contestant contestant : contestants) {
                if (!Files.exists(place.exported(contestant, network))) {
                    WorkerProcess.start(contestant, new Workload(network, Workload.Kind.LATENCY, 1, 1), place).close();
                }
                StartUp.Cost cost = StartUp.measure(contestant, network, place);
                text.append(String.format(Locale.ROOT, "| %s | %s | %.2f s | %.0f MB | %.1f MB |%n",
                        network.title(), contestant.title(), cost.seconds(), cost.peakBytes() / 1e6,
                        ShippedSize.of(contestant, network, place) / 1e6));
            }
        }
        print(text.toString());
    }

    private void print(String text) {
        out.print(text);
        page.append(text);
    }
}
