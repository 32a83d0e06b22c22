package dev.cnnc.compiler.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalImageTest {

    @Test
    void withoutColourTwoRowsShareALetterOfTheirMeanBrightness() {
        byte[] pixels = {0, (byte) 255, 0, (byte) 255, 0, (byte) 255};
        assertEquals(List.of(" @", " @"), TerminalImage.lines(pixels, 3, 2, 1, false));
        assertEquals(List.of("="), TerminalImage.lines(new byte[] {0, (byte) 255}, 2, 1, 1, false));
    }

    @Test
    void inColourTheUpperPixelIsTheLetterAndTheLowerItsGround() {
        byte[] pixels = {1, 2, 3, (byte) 250, 5, 6};
        assertEquals(List.of("\u001b[38;2;1;2;3m\u001b[48;2;250;5;6m▀\u001b[0m"),
                TerminalImage.lines(pixels, 2, 1, 3, true));
    }
}
