package dev.cnnc.bench.compare;

import dev.cnnc.bench.engine.Images;
import dev.cnnc.bench.engine.Normalisation;
import dev.cnnc.bench.network.Network;
import dev.cnnc.bench.network.SampleImages;
import dev.cnnc.bench.network.SampleNetwork;
import dev.cnnc.bench.worker.FirstAnswer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import javax.imageio.ImageIO;

/**
 * A whole process that classifies one image: {@code java -jar} for cnnc, {@link FirstAnswer} for the others. Needs the
 * exported network, which a contest leaves behind.
 */
final class StartUp {

    private static final int TIMES = 5;

    private final Contestant contestant;
    private final Place place;
    private final List<String> command;

    private StartUp(Contestant contestant, SampleNetwork network, Place place) throws IOException {
        this.contestant = contestant;
        this.place = place;
        this.command = command(contestant, network, place);
    }

    /**
     * What it took.
     *
     * @param seconds   from start to end, the median of some processes
     * @param peakBytes of resident memory, likewise
     */
    record Cost(double seconds, double peakBytes) {}

    static Cost measure(Contestant contestant, SampleNetwork network, Place place) throws IOException {
        StartUp startUp = new StartUp(contestant, network, place);
        startUp.median(StartUp::seconds);
        return new Cost(startUp.median(StartUp::seconds), startUp.median(StartUp::peakBytes));
    }

    private static List<String> command(Contestant contestant, SampleNetwork sample, Place place) throws IOException {
        Network network = Network.read(sample.source(place.repository()));
        Path image = writeImage(SampleImages.of(network, 1), place.work().resolve(sample.id() + ".png"));
        Path exported = place.exported(contestant, sample);
        List<String> command = new ArrayList<>(List.of(place.javaHome().resolve("bin/java").toString()));
        if (contestant != Contestant.CNNC) {
            // For a single image the Vector API does not pay, and its module makes the JVM start later.
            command.addAll(contestant.flags());
        }
        if (contestant.isCnnc()) {
            command.addAll(List.of("-jar", exported.toString(), "predict", image.toString()));
            return command;
        }
        Normalisation normalisation = network.normalisation();
        command.addAll(List.of("-cp", contestant.applicationClassPath(place.bench()), FirstAnswer.class.getName(),
                contestant.engine(), exported.toString(), image.toString(),
                Integer.toString(Runtime.getRuntime().availableProcessors()),
                Float.toString(normalisation.scale())));
        for (float[] numbers : List.of(normalisation.mean(), normalisation.std())) {
            for (float number : numbers) {
                command.add(Float.toString(number));
            }
        }
        return command;
    }

    private static Path writeImage(Images images, Path file) throws IOException {
        int type = images.channels() == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB;
        BufferedImage image = new BufferedImage(images.width(), images.height(), type);
        image.getRaster().setPixels(0, 0, images.width(), images.height(), images.pixels());
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    private double median(ToDoubleFunction<StartUp> measure) {
        double[] values = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            values[i] = measure.applyAsDouble(this);
        }
        return Timing.of(values).median();
    }

    private double seconds() {
        long start = System.nanoTime();
        await(start());
        return (System.nanoTime() - start) / 1e9;
    }

    /** Watches the process: the kernel forgets its peak when it ends. */
    private double peakBytes() {
        Process process = start();
        ProcessMemory memory = ProcessMemory.of(process);
        long peak = 0;
        while (process.isAlive()) {
            peak = Math.max(peak, memory.peak());
        }
        await(process);
        return peak;
    }

    private Process start() {
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().putAll(contestant.environment());
            return builder.redirectErrorStream(true)
                    .redirectOutput(place.log(contestant.id() + "-start").toFile())
                    .start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void await(Process process) {
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException(contestant.title() + " ended with code " + process.exitValue()
                        + ": " + String.join(" ", command));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
