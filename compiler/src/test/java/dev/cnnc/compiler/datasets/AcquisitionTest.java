package dev.cnnc.compiler.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cnnc.compiler.datasets.KnownDataSet.ArchivedFile;
import dev.cnnc.runtime.CnncException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AcquisitionTest {

    private static final byte[] CONTENT = bytes(300_000);

    @TempDir
    Path folder;

    private HttpServer server;
    private final List<String> ranges = new ArrayList<>();
    private byte[] served;
    private int breaksAfter;
    private int failures;

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    @BeforeEach
    void serve() throws IOException {
        served = gzipped(CONTENT);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/set/images.gz", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        ranges.add(range == null ? "" : range);
        if (failures-- > 0) {
            exchange.sendResponseHeaders(503, -1);
            return;
        }
        int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
        if (from >= served.length) {
            exchange.sendResponseHeaders(416, -1);
            return;
        }
        if (from > 0) {
            exchange.getResponseHeaders().add(
                    "Content-Range", "bytes " + from + "-" + (served.length - 1) + "/" + served.length);
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, served.length - from);
        int sent = breaksAfter == 0 ? served.length - from : Math.min(breaksAfter, served.length - from);
        exchange.getResponseBody().write(served, from, sent);
        exchange.getResponseBody().flush();
        exchange.close();
    }

    @Test
    void whatIsMissingIsFetchedAndComparedAndNamedInTheEnd() throws IOException {
        List<Long> progress = new ArrayList<>();
        KnownDataSet set = set();
        assertFalse(acquisition(set).isComplete());
        new Acquisition(set, folder, name -> (bytes, total) -> {
            assertEquals(served.length, total);
            progress.add(bytes);
        }, 1).download();
        assertTrue(acquisition(set).isComplete());
        assertArrayEquals(served, Files.readAllBytes(folder.resolve("images.gz")));
        assertEquals(List.of("images.gz"), names());
        assertEquals(served.length, progress.get(progress.size() - 1));
        acquisition(set).download();
        assertEquals(List.of(""), ranges, "what is there is not fetched again");
    }

    @Test
    void aConnectionThatBreaksOffIsTakenUpWhereItEnded() throws IOException {
        breaksAfter = 100_000;
        acquisition(set()).download();
        assertArrayEquals(served, Files.readAllBytes(folder.resolve("images.gz")));
        assertEquals(4, ranges.size());
        assertEquals(List.of("", "bytes=100000-", "bytes=200000-", "bytes=300000-"), ranges);
    }

    @Test
    void anotherProcessGoesOnWithWhatOneLeft() throws IOException {
        Files.write(folder.resolve("images.gz.part"), Arrays.copyOf(served, 12_345));
        acquisition(set()).download();
        assertArrayEquals(served, Files.readAllBytes(folder.resolve("images.gz")));
        assertEquals(List.of("bytes=12345-"), ranges);
    }

    @Test
    void aPartThatIsWholeAlreadyIsOnlyCompared() throws IOException {
        Files.write(folder.resolve("images.gz.part"), served);
        acquisition(set()).download();
        assertEquals(List.of("images.gz"), names());
    }

    @Test
    void anotherFileIsThrownAway() throws IOException {
        KnownDataSet set = set();
        served[200_000] ^= 1;
        DownloadFailed thrown = assertThrows(DownloadFailed.class, () -> acquisition(set).download());
        assertTrue(thrown.getMessage().contains("its SHA-256 is "), thrown.getMessage());
        assertEquals(List.of(), names());
        served = bytes(2_000_000);
        assertFailure("and so is another one", set);
    }

    @Test
    void aServerThatIsBusyIsAskedAgainAndOneThatRefusesIsNot() throws IOException {
        failures = 2;
        acquisition(set()).download();
        assertEquals(3, ranges.size());
        assertFailure("the server answers 404",
                new KnownDataSet("tiny", "", address(), List.of(file("nothing.gz")), List.of()));
        Files.delete(folder.resolve("images.gz"));
        failures = 3;
        assertFailure("the server answers 503", set());
    }

    @Test
    void withoutANetworkTheReasonIsToldAndWhatCameStays() throws IOException {
        Files.write(folder.resolve("images.gz.part"), Arrays.copyOf(served, 12_345));
        KnownDataSet set = set();
        server.stop(0);
        assertFailure("Connection refused", set);
        assertFailure("the host nowhere.invalid is not known here", set.from("http://nowhere.invalid/set"));
        assertEquals(12_345, Files.size(folder.resolve("images.gz.part")));
        Files.delete(folder.resolve("images.gz.part"));
        assertFailure("Connection refused", set);
        assertEquals(List.of(), names());
    }

    @Test
    void aFolderServesWithOtherwiseGzippedOrPlainFiles() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        Path target = folder.resolve("target");
        Files.write(other.resolve("images"), CONTENT);
        Acquisition acquisition = new Acquisition(set(), target, name -> (bytes, total) -> { });
        acquisition.copyFrom(other);
        assertTrue(acquisition.isComplete());
        assertArrayEquals(CONTENT, Files.readAllBytes(target.resolve("images")));
    }

    @Test
    void aFolderWithAnotherFileOrNoneIsRefused() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        assertRefused("there is no images.gz in this folder", other);
        Files.write(other.resolve("images.gz"), gzipped(new byte[10]));
        assertRefused("images.gz: not the file that is meant, or a damaged one", other);
        Files.write(other.resolve("images.gz"), Arrays.copyOf(served, 1000));
        assertRefused("images.gz: not the file that is meant, or a damaged one", other);
    }

    @Test
    void onlyTheFilesThatAreWantedAreTakenOutOfAnArchive() throws IOException {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        entry(tar, "../../escaped.bin", new byte[7], '0');
        entry(tar, "set/", new byte[0], '5');
        entry(tar, "set/link", new byte[0], '2');
        entry(tar, "set/a.bin", Arrays.copyOf(CONTENT, 1000), '0');
        entry(tar, "set/names.txt", "cat\n".getBytes(StandardCharsets.US_ASCII), '0');
        entry(tar, "set/more.bin", new byte[600], '0');
        tar.write(new byte[1024]);
        Path archive = Files.write(folder.resolve("set.tar.gz"), gzipped(tar.toByteArray()));
        List<ArchivedFile> wanted = List.of(new ArchivedFile("set/a.bin", 1000), new ArchivedFile("set/names.txt", 0));
        TarFile.extract(archive, wanted, folder);
        assertEquals(List.of("a.bin", "names.txt", "set.tar.gz"), names());
        assertArrayEquals(Arrays.copyOf(CONTENT, 1000), Files.readAllBytes(folder.resolve("a.bin")));
        assertEquals("cat\n", Files.readString(folder.resolve("names.txt")));
        assertNotExtracted("set.tar.gz: set/a.bin has 1000 bytes and not 999", archive,
                List.of(new ArchivedFile("set/a.bin", 999)));
        assertNotExtracted("the archive has no set/b.bin", archive, List.of(new ArchivedFile("set/b.bin", 0)));
        Files.write(archive, gzipped(Arrays.copyOf(tar.toByteArray(), 3000)));
        assertNotExtracted("the archive is cut off", archive, List.of(new ArchivedFile("set/more.bin", 600)));
        Files.write(archive, gzipped(CONTENT));
        assertNotExtracted("this is no tar archive, or a damaged one", archive, wanted);
    }

    private void assertNotExtracted(String part, Path archive, List<ArchivedFile> wanted) {
        CnncException thrown = assertThrows(CnncException.class, () -> TarFile.extract(archive, wanted, folder));
        assertTrue(thrown.getMessage().contains(part), thrown.getMessage());
    }

    private static void entry(ByteArrayOutputStream tar, String name, byte[] content, char type) throws IOException {
        byte[] header = new byte[512];
        byte[] path = name.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(path, 0, header, 0, path.length);
        byte[] size = String.format("%011o", content.length).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(size, 0, header, 124, size.length);
        header[156] = (byte) type;
        tar.write(header);
        tar.write(Arrays.copyOf(content, (content.length + 511) / 512 * 512));
    }

    @Test
    void digestsHaveTheLengthOfTheirKind() {
        for (KnownDataSet set : KnownDataSet.all()) {
            assertTrue(set.source().startsWith("https://") && set.source().endsWith("/"), set.name());
            set.files().forEach(file -> assertTrue(file.digest().matches("[0-9a-f]{64}"), file.name()));
        }
    }

    private Acquisition acquisition(KnownDataSet set) {
        return new Acquisition(set, folder, name -> (bytes, total) -> { }, 1);
    }

    private KnownDataSet set() {
        return new KnownDataSet("tiny", "Tiny", address(), List.of(file("images.gz")), List.of());
    }

    private KnownFile file(String name) {
        try {
            String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(CONTENT));
            return new KnownFile(name, served.length, digest, true);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private String address() {
        return "http://localhost:" + server.getAddress().getPort() + "/set/";
    }

    private void assertFailure(String part, KnownDataSet set) {
        DownloadFailed thrown = assertThrows(DownloadFailed.class, () -> acquisition(set).download());
        assertTrue(thrown.getMessage().contains(part), thrown.getMessage());
    }

    private void assertRefused(String part, Path other) {
        Acquisition acquisition = new Acquisition(set(), folder.resolve("target"), name -> (bytes, total) -> { });
        CnncException thrown = assertThrows(CnncException.class, () -> acquisition.copyFrom(other));
        assertTrue(thrown.getMessage().contains(part), thrown.getMessage());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static byte[] gzipped(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }
}
