package dev.cnnc.compiler.datasets;

import dev.cnnc.runtime.io.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Fetches a file over HTTP into one of another name, and goes on where an earlier attempt, or another process, broke
 * off. Redirections are followed as long as they keep to the protocol.
 */
final class Download {

    private static final int BUFFER = 1 << 16;
    private static final int ATTEMPTS_WITHOUT_PROGRESS = 3;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final int LOWEST_SERVER_ERROR = 500;

    private final URI source;
    private final long mostBytes;
    private final int pauseMillis;
    private final int timeoutMillis;
    private final DownloadListener listener;

    /** The server's answer will be the same next time. */
    private static final class Refused extends IOException {

        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message);
        }
    }

    /** What went wrong on the disk, as opposed to the way here. */
    private static final class DiskTrouble extends IOException {

        private static final long serialVersionUID = 1;

        private final transient IOException cause;

        DiskTrouble(IOException cause) {
            super(cause);
            this.cause = cause;
        }
    }

    /**
     * @param mostBytes     a longer answer is refused
     * @param pauseMillis   before the next attempt, if one got nothing
     * @param timeoutMillis after which a server that says nothing counts as gone
     */
    Download(URI source, long mostBytes, int pauseMillis, int timeoutMillis, DownloadListener listener) {
        this.source = source;
        this.mostBytes = mostBytes;
        this.pauseMillis = pauseMillis;
        this.timeoutMillis = timeoutMillis;
        this.listener = listener;
    }

    /**
     * Fetches what is missing of {@code part}.
     *
     * @throws DownloadFailed if the network or the server does not give it; what came so far stays in {@code part}
     * @throws IOException    if {@code part} cannot be written
     */
    void to(Path part) throws IOException {
        try (FileChannel file = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = lock(file)) {
            if (lock == null) {
                throw new IOException("another process is fetching it into " + part);
            }
            int failures = 0;
            while (true) {
                long before = file.size();
                try {
                    fetch(file);
                    break;
                } catch (DiskTrouble disk) {
                    throw disk.cause;
                } catch (IOException network) {
                    failures = file.size() > before ? 1 : failures + 1;
                    if (network instanceof Refused || failures == ATTEMPTS_WITHOUT_PROGRESS) {
                        throw new DownloadFailed(source + ": " + reason(network), network);
                    }
                    pause();
                }
            }
            file.force(true);
        }
    }

    private static FileLock lock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            return null;
        }
    }

    private void fetch(FileChannel file) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) source.toURL().openConnection();
        try {
            connection.setConnectTimeout(timeoutMillis);
            connection.setReadTimeout(timeoutMillis);
            connection.setRequestProperty("Accept-Encoding", "identity");
            if (file.size() > 0) {
                connection.setRequestProperty("Range", "bytes=" + file.size() + "-");
            }
            long from = requireStart(connection, file.size());
            if (from < file.size()) {
                file.truncate(from);
            }
            file.position(from);
            copy(connection, file);
        } finally {
            connection.disconnect();
        }
    }

    /** Where the answer begins within the file. */
    private long requireStart(HttpURLConnection connection, long have) throws IOException {
        int status = connection.getResponseCode();
        if (status == HttpURLConnection.HTTP_PARTIAL && have > 0) {
            String range = connection.getHeaderField("Content-Range");
            if (range == null || !range.startsWith("bytes " + have + "-")) {
                throw new Refused("the server answers with another range than the one behind byte " + have);
            }
            return have;
        }
        if (status == HttpURLConnection.HTTP_OK) {
            return 0;
        }
        if (status == RANGE_NOT_SATISFIABLE && have > 0) {
            // It is whole already, which its digest will tell, or longer than what is there now.
            return have;
        }
        String answer = "the server answers " + status + " " + connection.getResponseMessage();
        throw status >= LOWEST_SERVER_ERROR ? new IOException(answer) : new Refused(answer);
    }

    private void copy(HttpURLConnection connection, FileChannel file) throws IOException {
        if (connection.getResponseCode() == RANGE_NOT_SATISFIABLE) {
            return;
        }
        long length = connection.getContentLengthLong();
        long end = length < 0 ? -1 : file.position() + length;
        requireShort(end);
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = connection.getInputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                requireShort(file.position() + read);
                write(file, ByteBuffer.wrap(buffer, 0, read));
                listener.progressed(file.position(), end);
            }
        }
        if (file.position() < end) {
            throw new IOException("the connection broke off after " + file.position() + " of " + end + " bytes");
        }
    }

    private void requireShort(long bytes) throws IOException {
        if (bytes > mostBytes) {
            throw new Refused("the file has more than " + mostBytes + " bytes, and so is another one");
        }
    }

    private static void write(FileChannel file, ByteBuffer bytes) throws DiskTrouble {
        try {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        } catch (IOException e) {
            throw new DiskTrouble(e);
        }
    }

    private void pause() throws IOException {
        try {
            Thread.sleep(pauseMillis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DownloadFailed("interrupted", e);
        }
    }

    private static String reason(IOException cause) {
        if (cause instanceof UnknownHostException) {
            return "the host " + cause.getMessage() + " is not known here; is there a network?";
        }
        return cause instanceof SocketTimeoutException ? "no answer" : AtomicFile.reason(cause);
    }
}
