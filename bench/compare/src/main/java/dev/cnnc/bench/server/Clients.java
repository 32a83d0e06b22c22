package dev.cnnc.bench.server;

import dev.cnnc.bench.network.Network;
import dev.cnnc.bench.network.SampleImages;
import dev.cnnc.bench.network.SampleNetwork;
import dev.cnnc.compiler.Compiler;
import dev.cnnc.compiler.CompilerOptions;
import dev.cnnc.runtime.Model;
import dev.cnnc.runtime.Predictor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Clients that ask for one image after another, each as soon as it has its answer. */
@Command(name = "bench/clients", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Answers a second, and how long they take, with more and more threads that ask at once.")
public final class Clients implements Callable<Integer> {

    private static final double WARM_SECONDS = 10;

    @Parameters(arity = "1..*", paramLabel = "NAME", description = "networks, such as lenet5 mobilenet_v2")
    private List<SampleNetwork> networks;

    @Option(names = "--clients", split = ",", paramLabel = "N", description = "1,2,4 if not given")
    private List<Integer> clients = List.of(1, 2, 4);

    @Option(names = "--predictors", paramLabel = "N", description = "between which the clients are shared out; else 1")
    private int predictors = 1;

    @Option(names = "--seconds", paramLabel = "S", description = "for each number of clients; 5 if not given")
    private double seconds = 5;

    @Option(names = "--repository", paramLabel = "FOLDER", hidden = true)
    private Path repository = Path.of("");

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Clients())
                .registerConverter(SampleNetwork.class, SampleNetwork::of)
                .execute(arguments));
    }

    @Override
    public Integer call() {
        System.out.println("| Network | Predictors | Clients | Answers a second | Median | 99 of 100 within |");
        System.out.println("|---|--:|--:|--:|--:|--:|");
        for (SampleNetwork sample : networks) {
            Network network = Network.read(sample.source(repository));
            Model model = Compiler.compile(network.source(), CompilerOptions.defaults()).result().orElseThrow().load();
            List<Predictor> asked = new ArrayList<>();
            for (int i = 0; i < predictors; i++) {
                asked.add(model.newPredictor(network.weights()));
            }
            float[] pixels = SampleImages.of(network, 1).pixels();
            clients.forEach(count -> ask(asked, pixels, count, WARM_SECONDS / clients.size()));
            for (int count : clients) {
                long[] nanos = ask(asked, pixels, count, seconds);
                System.out.printf(Locale.ROOT, "| %s | %d | %d | %,.0f | %.3f ms | %.3f ms |%n", sample.title(),
                        predictors, count, nanos.length / seconds, nanos[nanos.length / 2] / 1e6,
                        nanos[(int) (0.99 * nanos.length)] / 1e6);
            }
            asked.forEach(Predictor::close);
        }
        return 0;
    }

    /** The nanoseconds of all answers, the shortest first. */
    private static long[] ask(List<Predictor> predictors, float[] pixels, int clients, double seconds) {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        List<Client> all = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            all.add(new Client(predictors.get(i % predictors.size()), pixels, end));
        }
        all.forEach(Thread::start);
        return all.stream().flatMapToLong(client -> Arrays.stream(client.answers())).sorted().toArray();
    }

    private static final class Client extends Thread {

        private final Predictor predictor;
        private final float[] pixels;
        private final float[] out;
        private final long end;
        private long[] nanos = new long[1 << 16];
        private int count;

        Client(Predictor predictor, float[] pixels, long end) {
            this.predictor = predictor;
            this.pixels = pixels;
            this.out = new float[predictor.outputLength()];
            this.end = end;
        }

        @Override
        public void run() {
            long before = System.nanoTime();
            while (before < end) {
                predictor.predict(pixels, out);
                long now = System.nanoTime();
                if (count == nanos.length) {
                    nanos = Arrays.copyOf(nanos, 2 * count);
                }
                nanos[count++] = now - before;
                before = now;
            }
        }

        /** Waits for its end. */
        long[] answers() {
            try {
                join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return Arrays.copyOf(nanos, count);
        }
    }
}
