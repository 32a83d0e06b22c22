package dev.cnnc.compiler.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.compiler.layer.LayerCatalogue;
import dev.cnnc.compiler.layer.LayerKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LayerReferenceTest {

    private static final Path PAGE = Path.of(System.getProperty("basedir", "."), "..", "docs", "layers.md").normalize();

    static List<LayerKind> kinds() {
        return LayerCatalogue.kinds();
    }

    @Test
    void thePageInTheDocumentationIsWhatTheDeclarationsSay() throws IOException {
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(PAGE, LayerReference.markdown());
        }
        assertEquals(LayerReference.markdown(), Files.readString(PAGE),
                "write it anew with mvn -pl compiler -am test -Dtest=LayerReferenceTest -Ddocs.update=true "
                        + "-Dsurefire.failIfNoSpecifiedTests=false");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theTextOfAKindFitsIntoATerminalAndNamesEveryAttribute(LayerKind kind) {
        String text = LayerReference.text(kind);
        text.lines().forEach(line -> assertTrue(line.length() <= 80, line));
        kind.attributes().forEach(attribute -> assertTrue(text.contains("\n  " + attribute.name()), text));
        assertTrue(LayerReference.list().contains("  " + kind.name() + " "));
    }

    @Test
    void theTextOfAKindReadsLikeAManual() {
        assertEquals("""
                dropout(rate)

                  Sets some elements to zero at random in training; does nothing in inference.

                Attributes
                  rate: the share of elements that become zero
                      a number from 0 to below 1

                Inputs
                  one

                Shape
                  as the input

                Formula
                  y = 0 with probability rate, else x / (1 - rate); in inference y = x

                Example
                  input(28x28x1)
                  flatten
                  dense(100, activation = relu)
                  dropout(0.5)
                  dense(10)

                Source
                  Srivastava et al., Dropout, 2014
                """, LayerReference.text(LayerCatalogue.find("dropout").orElseThrow()));
    }
}
