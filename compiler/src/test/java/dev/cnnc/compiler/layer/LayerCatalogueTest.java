package dev.cnnc.compiler.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.grammar.SourceFile;
import dev.cnnc.grammar.Span;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every kind of layer, those to come included. */
class LayerCatalogueTest {

    private static final Span NOWHERE = new Span(new SourceFile("test.cnn", ""), 0, 0);

    static List<LayerKind> kinds() {
        return LayerCatalogue.kinds();
    }

    @Test
    void everyKindThatIsDeclaredIsInTheCatalogue() throws Exception {
        Path classes = Path.of(LayerCatalogue.class.getResource("LayerCatalogue.class").toURI()).getParent();
        Set<Object> declared = new HashSet<>();
        try (Stream<Path> files = Files.list(classes)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = file.getFileName().toString().replace(".class", "");
                Class<?> type = Class.forName(LayerCatalogue.class.getPackageName() + "." + name);
                for (Field field : type.getDeclaredFields()) {
                    if (field.getType() == LayerKind.class && field.getName().equals("KIND")) {
                        field.setAccessible(true);
                        declared.add(field.get(null));
                    }
                }
            }
        }
        assertEquals(declared, new HashSet<>(LayerCatalogue.kinds()));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aKindIsFoundByANameThatTheLanguageCanSay(LayerKind kind) {
        assertTrue(kind.name().matches("[a-z][a-z0-9_]*"), kind.name());
        assertEquals(kind, LayerCatalogue.find(kind.name()).orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aKindIsDocumented(LayerKind kind) {
        LayerDocumentation documentation = kind.documentation();
        for (String text : List.of(kind.summary(), documentation.shape(), documentation.formula())) {
            assertFalse(text.isBlank());
            assertFalse(text.endsWith("."), text);
        }
        assertTrue(documentation.example().contains(kind.name()), documentation.example());
        assertTrue(documentation.example().startsWith("input("), documentation.example());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void attributesAreDocumentedAndRequiredOnesComeFirst(LayerKind kind) {
        Set<String> names = new HashSet<>();
        boolean optional = false;
        for (Attribute<?> attribute : kind.attributes()) {
            assertTrue(names.add(attribute.name()), attribute.name() + " is declared twice");
            assertFalse(attribute.documentation().isBlank());
            assertFalse(attribute.documentation().endsWith("."), attribute.documentation());
            assertFalse(optional && attribute.isRequired(), attribute.name() + " is required, behind an optional one");
            optional |= !attribute.isRequired();
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aDefaultIsAValueThatTheAttributeTakes(LayerKind kind) throws Mismatch {
        for (Attribute<?> attribute : kind.attributes()) {
            if (attribute.defaultValue().isPresent()) {
                Object read = attribute.type().read(Calls.toValue(attribute.defaultText()), NOWHERE);
                assertEquals(attribute.defaultValue().get(), read, attribute.name());
            }
        }
    }
}
