package dev.cnnc.runtime.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A PNG file of the usual sort (ISO/IEC 15948): eight bits a sample, grey or colours, with or without opacity, not
 * interlaced, no colour profile. It is read here because a process that names one picture with a small network would
 * spend a quarter of its time on loading {@link javax.imageio} and what that needs.
 */
final class PlainPng implements PictureRows {
    private static final long SIGNATURE = 0x89504e470d0a1a0aL;
    private static final int HEADER = 0x49484452;
    private static final int DATA = 0x49444154;
    private static final int END = 0x49454e44;
    /** sRGB, pHYs, tIME, tEXt, zTXt, iTXt: they change no pixel. */
    private static final int[] REMARKS = {0x73524742, 0x70485973, 0x74494d45, 0x74455874, 0x7a545874, 0x69545874};

    private static final int HEADER_BYTES = 13;
    /** Length, kind and checksum of a chunk. */
    private static final int FRAME_BYTES = 12;
    private static final int MOST_BYTES = 64 << 20;
    /** Deflate makes no more of a byte. */
    private static final long MOST_INFLATED = 1032;

    private final int height;
    private final int width;
    private final int samples;
    private final byte[] rows;
    private final int channels;
    private final float[] row;

    private PlainPng(int height, int width, int samples, byte[] rows, int channels) {
        this.height = height;
        this.width = width;
        this.samples = samples;
        this.rows = rows;
        this.channels = channels;
        row = new float[width * channels];
    }

    /**
     * Reads a file.
     *
     * @param channels of the rows, 1 or 3
     * @return null if the file is anything else, or is damaged in any way
     */
    static PlainPng read(Path file, int channels) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file));
        if (in.remaining() < Long.BYTES || in.getLong() != SIGNATURE) {
            return null;
        }
        ByteBuffer header = chunk(in, HEADER);
        if (header == null || header.remaining() != HEADER_BYTES) {
            return null;
        }
        int width = header.getInt();
        int height = header.getInt();
        int samples = header.get() == 8 ? samples(header.get()) : 0;
        // Compression, filters and interlacing; one that is not 0 is not known here.
        boolean usual = header.get() == 0 && header.get() == 0 && header.get() == 0;
        long bytes = samples * (long) width + 1;
        if (!usual || samples == 0 || width < 1 || height < 1 || width > ImageDecoder.MAX_SIDE
                || height > ImageDecoder.MAX_SIDE || bytes * height > MOST_BYTES
                || bytes * height > in.limit() * MOST_INFLATED) {
            return null;
        }
        // One byte more than there should be, so that the end of the data is seen, or that it goes on.
        byte[] rows = new byte[(int) bytes * height + 1];
        return inflate(in, rows) && unfilter(rows, (int) bytes, samples)
                ? new PlainPng(height, width, samples, rows, channels) : null;
    }

    private static int samples(int colourType) {
        return switch (colourType) {
            case 0 -> 1;
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> 0;
        };
    }

    /** The contents of the next chunk if it is whole and of this kind, else null. */
    private static ByteBuffer chunk(ByteBuffer in, int kind) {
        if (in.remaining() < FRAME_BYTES || in.getInt(in.position() + 4) != kind) {
            return null;
        }
        int length = in.getInt(in.position());
        if (length < 0 || length > in.remaining() - FRAME_BYTES) {
            return null;
        }
        int begin = in.position() + 8;
        CRC32 checksum = new CRC32();
        checksum.update(in.array(), begin - 4, length + 4);
        if (in.getInt(begin + length) != (int) checksum.getValue()) {
            return null;
        }
        in.position(begin + length + 4);
        return ByteBuffer.wrap(in.array(), begin, length);
    }

    /** Whether the chunks behind the header hold these rows and nothing that is unknown here. */
    private static boolean inflate(ByteBuffer in, byte[] rows) {
        Inflater inflater = new Inflater();
        try {
            int filled = 0;
            while (in.remaining() >= FRAME_BYTES) {
                int kind = in.getInt(in.position() + 4);
                ByteBuffer content = chunk(in, kind);
                if (content == null) {
                    return false;
                }
                if (kind == END) {
                    return filled == rows.length - 1 && inflater.finished();
                }
                if (kind == DATA) {
                    inflater.setInput(content.array(), content.position(), content.remaining());
                    int count;
                    do {
                        count = inflater.inflate(rows, filled, rows.length - filled);
                        filled += count;
                    } while (count > 0);
                } else if (!isRemark(kind)) {
                    return false;
                }
            }
            return false;
        } catch (DataFormatException damaged) {
            return false;
        } finally {
            inflater.end();
        }
    }

    private static boolean isRemark(int kind) {
        for (int remark : REMARKS) {
            if (remark == kind) {
                return true;
            }
        }
        return false;
    }

    /** Undoes the filter of each row, which its first byte names (section 9); false if there is none of that name. */
    private static boolean unfilter(byte[] rows, int bytes, int samples) {
        for (int at = 0; at < rows.length - 1; at += bytes) {
            int first = at + 1;
            int end = at + bytes;
            int above = at == 0 ? -1 : bytes;
            switch (rows[at]) {
                case 0 -> { }
                case 1 -> {
                    for (int i = first + samples; i < end; i++) {
                        rows[i] += rows[i - samples];
                    }
                }
                case 2 -> {
                    for (int i = first; i < end && above > 0; i++) {
                        rows[i] += rows[i - above];
                    }
                }
                case 3 -> {
                    for (int i = first; i < end; i++) {
                        int left = i - samples < first ? 0 : rows[i - samples] & 255;
                        int up = above < 0 ? 0 : rows[i - above] & 255;
                        rows[i] += (byte) (left + up >> 1);
                    }
                }
                case 4 -> {
                    for (int i = first; i < end; i++) {
                        boolean leftmost = i - samples < first;
                        int left = leftmost ? 0 : rows[i - samples] & 255;
                        int up = above < 0 ? 0 : rows[i - above] & 255;
                        int corner = leftmost || above < 0 ? 0 : rows[i - above - samples] & 255;
                        rows[i] += (byte) paeth(left, up, corner);
                    }
                }
                default -> {
                    return false;
                }
            }
        }
        return true;
    }

    /** The neighbour that is nearest to left + up - corner. */
    private static int paeth(int left, int up, int corner) {
        int toLeft = Math.abs(up - corner);
        int toUp = Math.abs(left - corner);
        int toCorner = Math.abs(left + up - 2 * corner);
        return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public float[] read(int y) {
        int at = y * (1 + width * samples) + 1;
        boolean coloured = samples >= 3;
        boolean opaque = samples == 1 || samples == 3;
        for (int x = 0; x < width; x++) {
            float opacity = opaque ? 1f : (rows[at + samples - 1] & 255) / 255f;
            if (coloured) {
                PictureRows.put(row, x, channels, opacity, rows[at] & 255, rows[at + 1] & 255, rows[at + 2] & 255);
            } else {
                Arrays.fill(row, x * channels, (x + 1) * channels, PictureRows.onWhite(opacity, rows[at] & 255));
            }
            at += samples;
        }
        return row;
    }
}
