package dev.cnnc.compiler.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.runtime.CnncException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassNamesTest {

    @ParameterizedTest
    @CsvSource({"lenet5, Lenet5", "keras_mnist, KerasMnist", "_, Network", "_1, Network1", "VGG, VGG"})
    void aClassIsNamedAfterItsNetwork(String network, String expected) {
        assertEquals("cnnc.models." + expected, ClassNames.of("", "", network).fullName());
    }

    @Test
    void theUsersChoiceComesFirst() {
        ClassNames names = ClassNames.of("com.example", "Net", "lenet5");
        assertEquals("com/example/Net", names.path());
        assertEquals("Net.json", names.infoResource());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a;b", "int", "1a", "a.b", "\u00e9t\u00e9", "A{}", "_"})
    void whatJavaCallsNoClassIsRefused(String name) {
        CnncException e = assertThrows(CnncException.class, () -> ClassNames.of("", name, "net"));
        assertTrue(e.getMessage().contains("Java class"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a..b", ".a", "a.", "a.new", "a/b", "../x", "java.lang", "java", "dev.cnnc.runtime.op",
            "a b"})
    void whatJavaCallsNoPackageIsRefused(String name) {
        CnncException e = assertThrows(CnncException.class, () -> ClassNames.of(name, "", "net"));
        assertTrue(e.getMessage().contains("package"), e.getMessage());
    }
}
