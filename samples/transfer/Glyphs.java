import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Draws the digits and capital letters of a folder of TrueType fonts into IDX files, as notMNIST did for ten letters
 * (Y. Bulatov, 2011): {@code java Glyphs.java /usr/share/fonts/truetype/aenigma glyphs}. Classes 0 to 9 are the digits
 * and 10 to 35 the letters. Each is scaled to a box of 20 pixels in the middle of 28x28, white on black, as MNIST's.
 *
 * <p>Of the families of fonts, every fourth is for tests, so that no test image has a sibling to learn from. Fonts
 * whose file names begin with the same four characters count as a family, such as amalgama.ttf and amalgamo.ttf.
 */
final class Glyphs {
    private static final String CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final int SIDE = 28;
    private static final int BOX = 20;
    private static final int SAME_FAMILY = 4;
    private static final int TEST_EVERY = 4;

    private Glyphs() {
    }

    public static void main(String[] arguments) throws IOException {
        Path fonts = Path.of(arguments[0]);
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        List<Path> files;
        try (Stream<Path> found = Files.list(fonts)) {
            files = found.filter(file -> name(file).endsWith(".ttf"))
                    .sorted(Comparator.comparing(Glyphs::name)).toList();
        }
        List<byte[]> training = new ArrayList<>();
        List<byte[]> test = new ArrayList<>();
        String family = "";
        int families = -1;
        for (Path file : files) {
            List<byte[]> images = draw(file);
            if (images.isEmpty()) {
                continue;
            }
            String name = name(file);
            String start = name.substring(0, Math.min(SAME_FAMILY, name.length()));
            if (!start.equals(family)) {
                family = start;
                families++;
            }
            (families % TEST_EVERY == TEST_EVERY - 1 ? test : training).addAll(images);
        }
        write(folder, "train", training);
        write(folder, "t10k", test);
        System.out.printf("%,d images to train with and %,d for tests, of %d families%n", training.size(), test.size(),
                families + 1);
    }

    private static String name(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT);
    }

    /** All characters of a font, or none if it lacks one. */
    private static List<byte[]> draw(Path file) throws IOException {
        Font font;
        try {
            font = Font.createFont(Font.TRUETYPE_FONT, file.toFile()).deriveFont(100f);
        } catch (FontFormatException e) {
            return List.of();
        }
        FontRenderContext context = new FontRenderContext(null, true, true);
        List<byte[]> images = new ArrayList<>();
        for (char character : CHARACTERS.toCharArray()) {
            Shape outline = font.createGlyphVector(context, Character.toString(character)).getOutline();
            Rectangle2D bounds = outline.getBounds2D();
            if (!font.canDisplay(character) || bounds.isEmpty()) {
                return List.of();
            }
            images.add(draw(outline, bounds));
        }
        return images;
    }

    private static byte[] draw(Shape outline, Rectangle2D bounds) {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
        double scale = BOX / Math.max(bounds.getWidth(), bounds.getHeight());
        AffineTransform place = AffineTransform.getTranslateInstance(SIDE / 2.0, SIDE / 2.0);
        place.scale(scale, scale);
        place.translate(-bounds.getCenterX(), -bounds.getCenterY());
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fill(place.createTransformedShape(outline));
        graphics.dispose();
        return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    }

    /** @param images in the order of the characters, font after font */
    private static void write(Path folder, String part, List<byte[]> images) throws IOException {
        try (DataOutputStream pixels =
                        new DataOutputStream(Files.newOutputStream(folder.resolve(part + "-images-idx3-ubyte")));
                DataOutputStream labels =
                        new DataOutputStream(Files.newOutputStream(folder.resolve(part + "-labels-idx1-ubyte")))) {
            for (int number : new int[] {0x803, images.size(), SIDE, SIDE}) {
                pixels.writeInt(number);
            }
            labels.writeInt(0x801);
            labels.writeInt(images.size());
            for (int i = 0; i < images.size(); i++) {
                pixels.write(images.get(i));
                labels.writeByte(i % CHARACTERS.length());
            }
        }
    }
}
