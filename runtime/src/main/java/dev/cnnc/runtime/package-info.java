/**
 * What a program uses that embeds a compiled network. The jar needs nothing beside it; its network is a subclass of
 * {@link dev.cnnc.runtime.Model}, here {@code cnnc.models.Lenet5}:
 *
 * <pre>{@code
 * import cnnc.models.Lenet5;
 * import dev.cnnc.runtime.Prediction;
 * import dev.cnnc.runtime.Predictor;
 * import dev.cnnc.runtime.Weights;
 * import java.nio.file.Path;
 *
 * public class Clothes {
 *     public static void main(String[] images) {
 *         Lenet5 network = new Lenet5();
 *         Weights weights = Weights.load(network.info(), Path.of("lenet5.safetensors"));
 *         try (Predictor predictor = network.newPredictor(weights)) {
 *             for (String image : images) {
 *                 for (Prediction answer : predictor.classify(Path.of(image), 3)) {
 *                     System.out.printf("%5.1f %% %s%n", 100 * answer.probability(), answer.label());
 *                 }
 *             }
 *
 *             // The fast way in: the caller's arrays, no file, no allocation. One predictor serves all threads.
 *             float[] pixels = new float[predictor.inputLength()];
 *             float[] out = new float[predictor.outputLength()];
 *             predictor.predict(pixels, out);
 *         }
 *     }
 * }
 * }</pre>
 *
 * <p>Run it with {@code java --add-modules jdk.incubator.vector -cp lenet5.jar:. Clothes shoe.png}; without the
 * option it works too, more slowly. What is wrong with a file or a setting is a
 * {@link dev.cnnc.runtime.CnncException} whose message can be shown as it is. Start reading at
 * {@link dev.cnnc.runtime.Predictor}, {@link dev.cnnc.runtime.Trainer} and {@link dev.cnnc.runtime.Weights};
 * {@link dev.cnnc.runtime.ModelInfo} is what a network knows about itself.
 */
package dev.cnnc.runtime;
