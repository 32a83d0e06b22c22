package dev.cnnc.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedCheckpointTest {
    private static final Model MODEL = new LinearClassifier();
    private static final TrainerOptions OPTIONS = TrainerOptions.of(MODEL.info()).withThreads(1);

    @TempDir
    private Path folder;

    private Path file;
    private byte[] whole;

    @BeforeEach
    void saveOne() throws IOException {
        file = folder.resolve("checkpoint.safetensors");
        try (Trainer trainer = MODEL.newTrainer(OPTIONS)) {
            trainer.save(file);
        }
        whole = Files.readAllBytes(file);
    }

    @Test
    void anyFlippedBitIsNoticed() throws IOException {
        for (int at = 0; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= (byte) (1 << at % 8);
            if (!onlySpacing(at) && !onlyNotes(at)) {
                refused(damaged, "bit " + at % 8 + " of byte " + at);
            }
        }
    }

    @Test
    void anyMissingEndIsNoticed() throws IOException {
        for (int length = 0; length < whole.length; length++) {
            refused(Arrays.copyOf(whole, length), "cut to " + length + " bytes");
        }
        refused(Arrays.copyOf(whole, whole.length + 1), "one byte more");
    }

    @Test
    void aPageOfZerosIsNoticed() throws IOException {
        for (int at = 0; at + 64 <= whole.length; at += 64) {
            byte[] damaged = whole.clone();
            Arrays.fill(damaged, at, at + 64, (byte) 0);
            if (!Arrays.equals(whole, damaged)) {
                refused(damaged, "zeros from " + at);
            }
        }
    }

    @Test
    void aFileOfWeightsIsNoCheckpoint() {
        Path weights = folder.resolve("weights.safetensors");
        MODEL.newWeights(1).save(weights);
        try (Trainer trainer = MODEL.newTrainer(OPTIONS)) {
            CnncException thrown = assertThrows(CnncException.class, () -> trainer.restore(weights));
            assertTrue(thrown.getMessage().contains("not a checkpoint"), thrown.getMessage());
        }
    }

    private void refused(byte[] bytes, String what) throws IOException {
        Files.write(file, bytes);
        try (Trainer trainer = MODEL.newTrainer(OPTIONS)) {
            float[] before = trainer.weights().parameters().clone();
            assertThrows(CnncException.class, () -> trainer.restore(file), what);
            assertArrayEquals(before, trainer.weights().parameters(), what);
        }
    }

    /** A space between the header's tokens can become another one without a change of meaning. */
    private boolean onlySpacing(int at) {
        return whole[at] == ' ';
    }

    /** The two notes that are for people: of what format the file is and of which network. */
    private boolean onlyNotes(int at) {
        String text = new String(whole, StandardCharsets.ISO_8859_1);
        int from = text.indexOf("\"format\"");
        int to = text.indexOf("\"crc32c\"");
        return at >= from && at < to;
    }
}
