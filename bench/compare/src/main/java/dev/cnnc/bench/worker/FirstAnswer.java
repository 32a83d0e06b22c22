package dev.cnnc.bench.worker;

import dev.cnnc.bench.engine.Engine;
import dev.cnnc.bench.engine.Inference;
import dev.cnnc.bench.engine.Normalisation;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.File;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * A program that classifies one image, as {@code java -jar network.jar predict image.png} does: it reads the image,
 * loads the network, and prints the likeliest class.
 */
public final class FirstAnswer {

    private FirstAnswer() {}

    /**
     * @param arguments the engine's class, the exported network, the image, threads, scale, then means, then
     *                  deviations
     */
    public static void main(String[] arguments) throws Exception {
        Engine engine = (Engine) Class.forName(arguments[0]).getConstructor().newInstance();
        int channels = (arguments.length - 5) / 2;
        Normalisation normalisation = new Normalisation(Float.parseFloat(arguments[4]),
                floats(arguments, 5, channels), floats(arguments, 5 + channels, channels));
        BufferedImage image = ImageIO.read(new File(arguments[2]));
        try (Inference inference = engine.load(Path.of(arguments[1]), 1, Integer.parseInt(arguments[3]))) {
            inference.input(normalisation.apply(1, image.getHeight(), image.getWidth(), pixels(image)));
            inference.run();
            System.out.println(likeliest(inference.output()));
        }
        System.exit(0);
    }

    private static float[] floats(String[] arguments, int from, int count) {
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = Float.parseFloat(arguments[from + i]);
        }
        return floats;
    }

    private static float[] pixels(BufferedImage image) {
        Raster raster = image.getRaster();
        return raster.getPixels(0, 0, raster.getWidth(), raster.getHeight(), (float[]) null);
    }

    private static int likeliest(float[] scores) {
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            if (scores[i] > scores[best]) {
                best = i;
            }
        }
        return best;
    }
}
