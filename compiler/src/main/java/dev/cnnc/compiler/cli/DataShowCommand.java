package dev.cnnc.compiler.cli;

import dev.cnnc.compiler.report.DataReport;
import dev.cnnc.compiler.report.DataSamples;
import dev.cnnc.compiler.report.DataStatistics;
import dev.cnnc.compiler.report.TerminalImage;
import dev.cnnc.runtime.CnncException;
import dev.cnnc.runtime.data.DataSource;
import dev.cnnc.runtime.data.Dataset;
import dev.cnnc.runtime.data.ImageShape;
import dev.cnnc.runtime.io.AtomicFile;
import dev.cnnc.runtime.io.ImageFit;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cnnc data show}. */
@Command(
        name = "show",
        description = "Shows what is in a data set: classes, counts, sizes, mean and deviation of the pixels, samples.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "All images are looked at. Those that cannot be read are listed, and the exit code is then 2.",
            "",
            "Examples:",
            "  cnnc data show samples/data",
            "  cnnc data show photos/ --size 96x96x3 -o photos.png",
            "  cnnc data show photos/ --size 224x224x3 --fit 'crop(256)' -o seen.png"
        })
final class DataShowCommand implements Callable<Integer> {

    private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,4})x([1-9][0-9]{0,4})x([1-9][0-9]{0,2})");
    private static final Pattern FIT = Pattern.compile("(stretch|crop)|crop\\(([1-9][0-9]{0,4})\\)");
    private static final int MOST_EACH = 20;
    private static final int THUMBNAIL = 16;
    private static final int MOST_THUMBNAILS = 20;

    @Parameters(index = "0", paramLabel = "PATH", description = "What --data of other commands takes.")
    private Path path;

    @Option(
            names = "--size",
            paramLabel = "HxWxC",
            description = "To which pictures are scaled; the shape of the images in a CSV file of pixels"
                    + " (default: ${DEFAULT-VALUE}).",
            defaultValue = "64x64x3")
    private String size;

    @Option(
            names = "--fit",
            paramLabel = "FIT",
            description = "How pictures are brought to that size, as the fit of a network's input: stretch, crop or"
                    + " crop(N) (default: ${DEFAULT-VALUE}).",
            defaultValue = "stretch")
    private String fit;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Also draw samples into this PNG file, a row for each class.")
    private Path output;

    @Option(
            names = "--each",
            paramLabel = "N",
            description = "Samples of each class in the file (default: ${DEFAULT-VALUE}).",
            defaultValue = "10")
    private int each;

    private final Console console;

    DataShowCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (each < 1 || each > MOST_EACH) {
            throw new CnncException("--each is from 1 to " + MOST_EACH + ", found " + each);
        }
        DataSource source = new DataSource(path, shape(), fit(shape()), List.of());
        Dataset training = source.training();
        Dataset test = source.test().orElse(null);
        DataReport report = new DataReport(
                training, DataStatistics.of(training), test, test == null ? null : DataStatistics.of(test));
        console.out().println(report.title());
        console.out().println();
        console.out().println(report.counts(console.columns(), console.unicode()));
        console.out().println(report.figures());
        showSamples(report);
        if (output != null) {
            BufferedImage sheet = DataSamples.sheet(report, each);
            AtomicFile.write(output, out -> ImageIO.write(sheet, "png", out));
            console.err().println("wrote " + output);
        }
        report.broken().forEach(console::error);
        return report.broken().isEmpty() ? ExitCode.DONE : ExitCode.WRONG_INPUT;
    }

    private ImageShape shape() {
        Matcher sides = SIZE.matcher(size);
        if (!sides.matches()) {
            throw new CnncException("--size is height x width x channels, such as 28x28x1, found " + size);
        }
        return new ImageShape(Integer.parseInt(sides.group(1)), Integer.parseInt(sides.group(2)),
                Integer.parseInt(sides.group(3)));
    }

    private ImageFit fit(ImageShape shape) {
        Matcher written = FIT.matcher(fit);
        if (!written.matches()) {
            throw new CnncException("--fit is stretch, crop or crop(N), such as crop(256), found " + fit);
        }
        if (written.group(2) == null) {
            return written.group(1).equals("crop") ? ImageFit.CROP : ImageFit.STRETCH;
        }
        ImageFit cut = ImageFit.cropOf(Integer.parseInt(written.group(2)));
        if (!cut.covers(shape.height(), shape.width())) {
            throw new CnncException("an image of " + shape + " cannot be cut out of pictures whose shorter side is "
                    + cut.shorterSide());
        }
        return cut;
    }

    /** One image of each class, as many side by side as the terminal has room for. */
    private void showSamples(DataReport report) {
        boolean colour = console.outColours() && console.unicode();
        int across = Math.max(1, (console.columns() + 2) / (THUMBNAIL + 2));
        List<List<String>> pictures = new ArrayList<>();
        for (int label = 0; label < Math.min(MOST_THUMBNAILS, report.classes()); label++) {
            for (byte[] pixels : DataSamples.of(report.training(), label, 1)) {
                ImageShape shape = report.training().shape();
                byte[] small = DataSamples.scaled(pixels, shape, THUMBNAIL, THUMBNAIL);
                List<String> lines = new ArrayList<>(TerminalImage.lines(
                        small, THUMBNAIL, THUMBNAIL, small.length / (THUMBNAIL * THUMBNAIL), colour));
                String name = report.name(label);
                String caption = name.length() > THUMBNAIL ? name.substring(0, THUMBNAIL) : name;
                lines.add(caption + " ".repeat(THUMBNAIL - caption.length()));
                pictures.add(lines);
            }
        }
        for (int from = 0; from < pictures.size(); from += across) {
            List<List<String>> row = pictures.subList(from, Math.min(pictures.size(), from + across));
            for (int line = 0; line < row.get(0).size(); line++) {
                StringBuilder text = new StringBuilder();
                for (List<String> picture : row) {
                    text.append(picture.get(line)).append("  ");
                }
                console.out().println(text.toString().stripTrailing());
            }
        }
    }
}
