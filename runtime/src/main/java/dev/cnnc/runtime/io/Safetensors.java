package dev.cnnc.runtime.io;

import dev.cnnc.runtime.CnncException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.Checksum;

/**
 * Reads safetensors files (huggingface.co/docs/safetensors): eight bytes of header length, a JSON header, the tensors'
 * bytes, all little-endian. The data must lie as the format demands, without holes and overlaps and to the end of the
 * file; the header is checked in full before any memory is taken for data. {@link SafetensorsWriter} writes them.
 *
 * <p>Reading is one pass in the order of {@link #tensors()}, so that a stream out of a jar serves as well as a file.
 */
public final class Safetensors implements AutoCloseable {
    /** The format's own limit of the header, in bytes. */
    public static final long MAX_HEADER = 100_000_000;

    static final int PREFIX = 8;
    private static final int BUFFER = 1 << 16;

    private final InputStream stream;
    private final String source;
    private final SafetensorsHeader header;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
    private int next;
    private long read;
    private Checksum checksum;

    /**
     * One tensor in a file.
     *
     * @param name as in the header
     * @param type F32, F16, ... as in the header
     * @param shape its dimensions, outermost first; empty for a single number
     * @param elements product of the dimensions
     * @param begin of its bytes within the data
     * @param end of its bytes within the data
     */
    public record Tensor(String name, String type, List<Long> shape, long elements, long begin, long end) {
        /** Whether {@link #readNext} can read it. */
        public boolean holdsFloats() {
            return FloatFormat.named(type) != null;
        }
    }

    private Safetensors(InputStream stream, long size, String source) throws IOException {
        this.stream = stream;
        this.source = source;
        buffer.limit(PREFIX);
        fill(null);
        long length = buffer.getLong();
        if (length < 2 || length > MAX_HEADER) {
            throw new CnncException(source + ": not a safetensors file: its header would have "
                    + Long.toUnsignedString(length) + " bytes");
        }
        if (size >= 0 && length > size - PREFIX) {
            throw new CnncException(source + ": truncated: the header needs " + (PREFIX + length)
                    + " bytes, the file has " + size);
        }
        this.header = SafetensorsHeader.parse(headerText((int) length), source);
        long expected = Math.addExact(PREFIX + length, header.dataSize());
        if (size >= 0 && size != expected) {
            throw new CnncException(source + ": " + (size < expected ? "truncated" : "too long")
                    + ": the header describes " + expected + " bytes, the file has " + size);
        }
    }

    /**
     * Opens a file and reads its header.
     *
     * @throws CnncException if there is none or its header is wrong
     */
    public static Safetensors open(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new CnncException(file + (Files.exists(file) ? ": not a file" : ": no such file"));
        }
        InputStream stream = null;
        try {
            stream = Files.newInputStream(file);
            return new Safetensors(stream, Files.size(file), file.toString());
        } catch (IOException e) {
            closeQuietly(stream);
            throw new CnncException("cannot read " + file + ": " + AtomicFile.reason(e), e);
        } catch (RuntimeException e) {
            closeQuietly(stream);
            throw e;
        }
    }

    /**
     * Reads a header from a stream of unknown length.
     *
     * @param source names the stream in messages
     */
    public static Safetensors open(InputStream stream, String source) {
        try {
            return new Safetensors(stream, -1, source);
        } catch (IOException e) {
            throw new CnncException("cannot read " + source + ": " + AtomicFile.reason(e), e);
        }
    }

    /** The tensors in the order of their data. */
    public List<Tensor> tensors() {
        return header.tensors();
    }

    /** The file's own notes; empty if it has none. */
    public Map<String, String> metadata() {
        return header.metadata();
    }

    /**
     * Reads the next tensor's values, converted from F32, F16 or BF16.
     *
     * @param into receives {@link Tensor#elements()} values from {@code at} on
     * @throws CnncException if the tensor is of another type or the data ends too soon
     */
    public void readNext(float[] into, int at) {
        Tensor tensor = tensors().get(next);
        FloatFormat format = FloatFormat.named(tensor.type());
        if (format == null) {
            throw new CnncException(source + ": tensor " + Json.write(tensor.name()) + " is of type " + tensor.type()
                    + "; expected F32, F16 or BF16");
        }
        int left = Math.toIntExact(tensor.elements());
        int to = at;
        while (left > 0) {
            int part = Math.min(left, BUFFER / format.bytes());
            take(part * format.bytes(), tensor);
            format.decode(buffer, into, to, part);
            to += part;
            left -= part;
        }
        next++;
    }

    /** From now on, adds the bytes of all data that is read or passed over to a checksum. */
    public void addTo(Checksum sum) {
        checksum = sum;
    }

    /** Passes over the next tensor, whatever its type. */
    public void skipNext() {
        Tensor tensor = tensors().get(next);
        long left = tensor.end() - tensor.begin();
        while (left > 0) {
            int part = (int) Math.min(left, BUFFER);
            take(part, tensor);
            left -= part;
        }
        next++;
    }

    /** The data must end where the header says; call this after the last tensor. */
    public void expectEnd() {
        try {
            if (stream.read() >= 0) {
                throw new CnncException(source + ": too long: the header describes " + read + " bytes of data");
            }
        } catch (IOException e) {
            throw new CnncException("cannot read " + source + ": " + AtomicFile.reason(e), e);
        }
    }

    @Override
    public void close() {
        closeQuietly(stream);
    }

    private void take(int bytes, Tensor tensor) {
        buffer.clear().limit(bytes);
        try {
            fill(tensor);
        } catch (IOException e) {
            throw new CnncException("cannot read " + source + ": " + AtomicFile.reason(e), e);
        }
        read += bytes;
        if (checksum != null) {
            checksum.update(buffer.array(), 0, bytes);
        }
    }

    /** Fills the buffer up to its limit with bytes of this tensor, or with the header's length. */
    private void fill(Tensor tensor) throws IOException {
        while (buffer.hasRemaining()) {
            int count = stream.read(buffer.array(), buffer.position(), buffer.remaining());
            if (count < 0) {
                String what = tensor == null ? "the header's length" : "tensor " + Json.write(tensor.name());
                throw truncated(what, buffer.limit(), buffer.position());
            }
            buffer.position(buffer.position() + count);
        }
        buffer.flip();
    }

    private CnncException truncated(String what, long expected, long found) {
        String data = header == null ? "" : " (the header describes " + header.dataSize() + " bytes of data, "
                + (read + found) + " are there)";
        return new CnncException(source + ": truncated within " + what + ": expected " + expected
                + " more bytes, found " + found + data);
    }

    /** Grows with what really arrives, so that a stream cannot claim memory that it does not fill. */
    private String headerText(int length) throws IOException {
        byte[] bytes = new byte[Math.min(length, BUFFER)];
        int have = 0;
        while (have < length) {
            if (have == bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(length, bytes.length * 2L));
            }
            int n = stream.read(bytes, have, bytes.length - have);
            if (n < 0) {
                throw truncated("the header", length, have);
            }
            have += n;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new CnncException(source + ": not a safetensors file: its header is not UTF-8", e);
        }
    }

    private static void closeQuietly(InputStream stream) {
        if (stream != null) {
            try {
                stream.close();
            } catch (IOException nothingWasWritten) {
                return;
            }
        }
    }
}
