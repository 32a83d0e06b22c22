package dev.cnnc.runtime.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Names the format of an image that no reader knows, by its first bytes. */
final class ImageFormat {
    private static final int LONGEST_MARK = 32;

    /** A mark and where it stands; several parts of one format are joined by its name. */
    private record Mark(String format, int at, String text) {
    }

    private static final List<Mark> MARKS = List.of(new Mark("WebP", 8, "WEBP"), new Mark("AVIF", 4, "ftypavif"),
            new Mark("HEIC", 4, "ftypheic"), new Mark("HEIC", 4, "ftypmif1"), new Mark("JPEG 2000", 4, "jP  "),
            new Mark("JPEG XL", 4, "JXL "), new Mark("Photoshop", 0, "8BPS"), new Mark("SVG", 0, "<svg"),
            new Mark("PDF", 0, "%PDF"), new Mark("PNM", 0, "P5"), new Mark("PNM", 0, "P6"),
            new Mark("PNG", 1, "PNG"), new Mark("GIF", 0, "GIF8"), new Mark("TIFF", 0, "II*"),
            new Mark("TIFF", 0, "MM\0*"));

    private ImageFormat() {
    }

    /** What to tell about a file that cannot be decoded. */
    static String explain(Path file) throws IOException {
        String start;
        try (InputStream in = Files.newInputStream(file)) {
            start = new String(in.readNBytes(LONGEST_MARK), StandardCharsets.ISO_8859_1);
        }
        for (Mark mark : MARKS) {
            if (start.startsWith(mark.text, mark.at)) {
                return "this is an image in the format " + mark.format + ", which this Java cannot decode; save it as"
                        + " PNG or JPEG, or put a plug-in of ImageIO for it on the class path";
            }
        }
        return "this is not an image in a known format (PNG, JPEG, GIF, BMP or TIFF)";
    }
}
