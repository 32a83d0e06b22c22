package dev.cnnc.compiler.elaborate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cnnc.compiler.diagnostic.Diagnostics;
import dev.cnnc.compiler.value.Value;
import dev.cnnc.grammar.SourceFile;
import dev.cnnc.grammar.tree.ModelFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionsTest {

    private final Diagnostics diagnostics = new Diagnostics();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock = """
                    1 + 2 * 3                                | 7
                    2 ^ 3 ^ 2                                | 512
                    -2 ^ 2                                   | -4
                    2 ^ -1                                   | 0.5
                    6 / 3                                    | 2
                    1 / 4                                    | 0.25
                    -7 // 2                                  | -4
                    -7 % 3                                   | 2
                    7.5 // 2                                 | 3
                    -7.5 % 2                                 | 0.5
                    0.1 + 0.2                                | 0.30000000000000004
                    9223372036854775807 // -1                | -9223372036854775807
                    1 < 2 and not 3 <= 2 or false            | true
                    1 == 1.0                                 | true
                    3x3 == 3x3                               | true
                    "a" != "b"                               | true
                    if 2 > 1 then 5 else 1 // 0              | 5
                    false and 1 // 0 == 1                    | false
                    floor(-0.5)                              | -1
                    ceil(0.2)                                | 1
                    round(2.5)                               | 3
                    round(7)                                 | 7
                    abs(-3)                                  | 3
                    sqrt(16)                                 | 4
                    sqrt(2)                                  | 1.4142135623730951
                    min(3, 2.5, 9)                           | 2.5
                    max(3, 2.5, 9)                           | 9
                    round_to(32 * 0.75, 8)                   | 24
                    round_to(11, 8)                          | 16
                    round_to(35, 8)                          | 32
                    round_to(3, 8)                           | 8
                    [1, [2, same]]                           | [1, [2, same]]
                    """)
    void expressionsComeTo(String expression, String expected) {
        assertEquals(expected, evaluate(expression));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock = """
                    9223372036854775807 + 1                  | overflow
                    (0 - 9223372036854775807 - 1) // -1      | overflow
                    (0 - 9223372036854775807 - 1) / -1       | overflow
                    -(0 - 9223372036854775807 - 1)           | overflow
                    abs(0 - 9223372036854775807 - 1)         | overflow
                    3 ^ 100                                  | overflow
                    1e308 * 10                               | overflow
                    floor(1e19)                              | overflow
                    0 ^ -1                                   | arithmetic
                    1 % 0                                    | arithmetic
                    1 / 0.0                                  | arithmetic
                    (-8) ^ 0.5                               | arithmetic
                    sqrt(-1)                                 | arithmetic
                    1 + true                                 | wrong-type
                    1 and true                               | wrong-type
                    [1] == [1]                               | wrong-type
                    1 == "1"                                 | wrong-type
                    if 1 then 2 else 3                       | wrong-type
                    floor(1, 2)                              | wrong-type
                    floor(x = 1)                             | unknown-attribute
                    word + 1                                 | undefined-name
                    word == other                            | undefined-name
                    nothing(1) + 1                           | undefined-name
                    adam(a = 1, a = 2)                       | duplicate-attribute
                    """)
    void expressionsWithoutAValueAreErrors(String expression, String code) {
        assertEquals("none", evaluate(expression));
        assertEquals(code, diagnostics.all().get(0).code().slug());
    }

    private String evaluate(String expression) {
        ModelFile tree = SourceReader.read(new SourceFile("test.cnn", "let x = " + expression), diagnostics)
                .orElseThrow();
        Evaluator evaluator = new Evaluator(diagnostics, new Bounds());
        return new Library(SourceLoader.none(), evaluator, diagnostics)
                .scope(tree)
                .constant("x")
                .orElseThrow()
                .value()
                .map(Value::toString)
                .orElse("none");
    }
}
