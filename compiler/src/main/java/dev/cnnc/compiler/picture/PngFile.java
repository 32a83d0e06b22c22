package dev.cnnc.compiler.picture;

import dev.cnnc.runtime.io.AtomicFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Writes pictures. */
public final class PngFile {

    private PngFile() {}

    /**
     * The file appears whole or not at all.
     *
     * @throws dev.cnnc.runtime.CnncException if it cannot be written
     */
    public static void write(Path file, BufferedImage image) {
        AtomicFile.write(file, out -> {
            if (!ImageIO.write(image, "png", out)) {
                throw new IOException("this Java writes no PNG");
            }
        });
    }
}
