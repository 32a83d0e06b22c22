package dev.cnnc.runtime.data;

import dev.cnnc.runtime.CnncException;
import dev.cnnc.runtime.io.ImageFit;
import dev.cnnc.runtime.io.ImageScaler;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads a folder that has a folder for each class, with that class's pictures in it. Names that start with a dot and
 * files without a picture's extension are passed over.
 *
 * <p>If the network has labels, and every folder is named like one of them, a folder's class is that label's number;
 * otherwise the folders are numbered in the order of their names.
 */
public final class ImageFolder {
    private static final Set<String> EXTENSIONS = Set.of("png", "jpg", "jpeg", "gif", "bmp", "wbmp", "tif", "tiff",
            "webp");

    private ImageFolder() {
    }

    /**
     * Finds all pictures. Each is decoded when it is asked for, and brought to {@code shape} as {@link ImageScaler}
     * does; a file that is no picture is an error then.
     *
     * @param fit what of a picture of another size is seen
     * @param labels the names of the network's classes, or an empty list
     * @throws CnncException if there are no class folders, or if one of them is empty or none of the network's
     *         classes
     */
    public static Dataset read(Path folder, ImageShape shape, ImageFit fit, List<String> labels) {
        List<Path> classFolders = children(folder).stream().filter(Files::isDirectory).toList();
        if (classFolders.isEmpty()) {
            throw new CnncException(folder + ": this folder has no folders of images; a folder for each class is"
                    + " expected");
        }
        List<String> names = classFolders.stream().map(path -> path.getFileName().toString()).toList();
        List<String> classNames = ClassNumbers.order(folder.toString(), "folders", names, labels);
        List<Path> files = new ArrayList<>();
        List<Integer> classes = new ArrayList<>();
        for (int i = 0; i < classFolders.size(); i++) {
            List<Path> pictures = children(classFolders.get(i)).stream().filter(ImageFolder::isImage)
                    .toList();
            if (pictures.isEmpty()) {
                throw new CnncException(classFolders.get(i)
                        + ": this class folder has no images (PNG, JPEG, GIF, BMP)");
            }
            files.addAll(pictures);
            int label = classNames.indexOf(names.get(i));
            pictures.forEach(picture -> classes.add(label));
        }
        return new PictureFiles(folder.toString(), shape, fit, files,
                classes.stream().mapToInt(Integer::intValue).toArray(), classNames,
                MemoryBudget.decodedPictures(shape));
    }

    /** Whether a folder holds folders, as one of classes does. */
    static boolean hasClasses(Path folder) {
        return children(folder).stream().anyMatch(Files::isDirectory);
    }

    private static boolean isImage(Path file) {
        String name = file.getFileName().toString();
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return EXTENSIONS.contains(extension) && Files.isRegularFile(file);
    }

    /** What a folder holds, sorted by name, hidden files left out. */
    private static List<Path> children(Path folder) {
        List<Path> paths = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(paths::add);
        } catch (IOException unreadable) {
            throw InputFile.failure(folder, unreadable);
        } catch (DirectoryIteratorException unreadable) {
            throw InputFile.failure(folder, unreadable.getCause());
        }
        paths.removeIf(path -> path.getFileName().toString().startsWith("."));
        paths.sort((a, b) -> a.getFileName().toString().compareTo(b.getFileName().toString()));
        return paths;
    }
}
