package dev.cnnc.compiler.report.tensorboard;

import dev.cnnc.compiler.report.html.Picture;
import dev.cnnc.runtime.io.AtomicFile;
import dev.cnnc.runtime.io.WriteFailure;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * A file of events. A record is its length, the length's checksum, an {@code Event} and that one's checksum, as
 * TensorFlow's TFRecord files have it. TensorBoard reads all such files of a folder in the order of their names.
 */
public final class EventFile implements AutoCloseable {

    private static final String PREFIX = "events.out.tfevents.";
    private static final String VERSION = "brain.Event:2";
    private static final int MASK = 0xa282ead8;
    private static final int WALL_TIME = 1;
    private static final int STEP = 2;
    private static final int FILE_VERSION = 3;
    private static final int SUMMARY = 5;
    private static final int SESSION_LOG = 7;
    private static final int SESSION_START = 1;
    private static final int RED_GREEN_BLUE = 3;

    private final Path file;
    private final FileChannel channel;

    /**
     * A new file in a folder, which is made if need be.
     *
     * @param step where the training stands: whatever files in the folder say of later steps no longer counts
     * @throws WriteFailure if it cannot be made
     */
    public EventFile(Path folder, long step) {
        try {
            Files.createDirectories(folder);
            file = folder.resolve(String.format("%s%010d.cnnc", PREFIX, timeOfNew(folder)));
            channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new WriteFailure("cannot write an event file into " + folder + ": " + AtomicFile.reason(e), e);
        }
        write(event(0).text(FILE_VERSION, VERSION));
        write(event(step + 1).message(SESSION_LOG, new Message().integer(1, SESSION_START)));
    }

    /** The time in seconds, or later if the folder has a file of this second. */
    private static long timeOfNew(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            long newest = files.map(it -> it.getFileName().toString())
                    .filter(name -> name.matches(PREFIX.replace(".", "\\.") + "\\d{10}\\..*"))
                    .mapToLong(name -> Long.parseLong(name.substring(PREFIX.length(), PREFIX.length() + 10)))
                    .max().orElse(0);
            return Math.max(System.currentTimeMillis() / 1000, newest + 1);
        }
    }

    /** One number; TensorBoard draws those of a tag as a curve. */
    public void scalar(String tag, long step, double value) {
        write(step, new Message().text(1, tag).single(2, (float) value));
    }

    /** The distribution of numbers. */
    public void histogram(String tag, long step, float[] values) {
        write(step, new Message().text(1, tag).message(5, new Histogram(values).message()));
    }

    /** A picture. */
    public void image(String tag, long step, BufferedImage image) {
        Message encoded = new Message().integer(1, image.getHeight()).integer(2, image.getWidth())
                .integer(3, RED_GREEN_BLUE).bytes(4, Picture.png(image));
        write(step, new Message().text(1, tag).message(4, encoded));
    }

    private void write(long step, Message value) {
        write(event(step).message(SUMMARY, new Message().message(1, value)));
    }

    private static Message event(long step) {
        return new Message().real(WALL_TIME, System.currentTimeMillis() / 1e3).integer(STEP, step);
    }

    private void write(Message event) {
        byte[] data = event.toBytes();
        ByteBuffer record = ByteBuffer.allocate(data.length + 16).order(ByteOrder.LITTLE_ENDIAN);
        record.putLong(data.length);
        record.putInt(masked(record.array(), 0, Long.BYTES));
        record.put(data);
        record.putInt(masked(data, 0, data.length));
        record.flip();
        try {
            while (record.hasRemaining()) {
                channel.write(record);
            }
        } catch (IOException e) {
            throw new WriteFailure("cannot write " + file + ": " + AtomicFile.reason(e), e);
        }
    }

    /** The checksum, turned and shifted so that checksums of data with checksums in it are none of these. */
    static int masked(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return Integer.rotateRight((int) crc.getValue(), 15) + MASK;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new WriteFailure("cannot write " + file + ": " + AtomicFile.reason(e), e);
        }
    }
}
