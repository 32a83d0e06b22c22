package dev.cnnc.grammar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.grammar.tree.Declaration;
import dev.cnnc.grammar.tree.Expression;
import dev.cnnc.grammar.tree.ModelFile;
import dev.cnnc.grammar.tree.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyntaxReaderTest {

    private static ModelFile read(String text) {
        SyntaxReader.Result result = SyntaxReader.read(new SourceFile("test.cnn", text));
        assertEquals("[]", result.errors().toString());
        return result.tree().orElseThrow();
    }

    private static Statement statement(String text) {
        Declaration.Model model = (Declaration.Model) read("model m {\n" + text + "\n}").declarations().get(0);
        assertEquals(1, model.body().statements().size(), text);
        return model.body().statements().get(0);
    }

    private static Expression expression(String text) {
        return ((Declaration.Constant) read("let n = " + text).declarations().get(0)).value();
    }

    @Test
    void aFileMayBeEmpty() {
        assertEquals("ModelFile(- [])", Trees.show(read(" \n# only a comment")));
    }

    @Test
    void declarationsStandInAnyOrderAfterTheVersion() {
        assertEquals("ModelFile(LanguageVersion(1) [Import([a b] Text(x.cnn)) Constant(k Whole(2)) "
                        + "Model(m [] Body([])) Block(b [ParameterDeclaration(f -) "
                        + "ParameterDeclaration(s Whole(1))] Body([]))])",
                Trees.show(read("cnn 1 import a, b, from \"x.cnn\" let k = 2 model m {} block b(f, s = 1,) {}")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "relu | Call(- [] relu [] [])",
        "c1: conv(6, 5x5, s = 2,) | Call(c1 [] conv [Argument(- Whole(6)) Argument(- Size([5 5])) Argument(s Whole(2))] [])",
        "sum: a, b -> add | Call(sum [a b] add [] [])",
        "x -> conv(3) | Call(- [x] conv [Argument(- Whole(3))] [])",
        "concat { branch { bn } up: branch {} } | Call(- [] concat [] "
                + "[Branch(- Body([Call(- [] bn [] [])])) Branch(up Body([]))])",
        "add(scale = 1) { branch {} } | Call(- [] add [Argument(scale Whole(1))] [Branch(- Body([]))])",
        "repeat 3 {} | Repeat(- Whole(3) - Body([]))",
        "s: repeat n as i { relu } | Repeat(s Reference(n) i Body([Call(- [] relu [] [])]))",
        "residual {} | Residual(- Body([]) -)",
        "r: residual {} shortcut {} | Residual(r Body([]) Shortcut(- Body([])))",
        "residual {} shortcut if a { bn } | Residual(- Body([]) Shortcut(Reference(a) Body([Call(- [] bn [] [])])))",
        "aux: side { relu } | Side(aux Body([Call(- [] relu [] [])]))",
        "if a { relu } | Conditional(Reference(a) Body([Call(- [] relu [] [])]) -)",
        "if a {} else if b {} else {} | Conditional(Reference(a) Body([]) "
                + "Body([Conditional(Reference(b) Body([]) Body([]))]))",
        "let n = 2 | Let(n Whole(2))",
        "labels [\"a\", \"b\"] | Labels(Sequence([Text(a) Text(b)]))",
        "train { batch = 8 loss = mse } | Train([Setting(batch Whole(8)) Setting(loss Reference(mse))])",
    })
    void everyStatementHasItsRecord(String text, String tree) {
        assertEquals(tree, Trees.show(statement(text)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "64 | Whole(64)",
        "9223372036854775807 | Whole(9223372036854775807)",
        "0.5 | Real(0.5)",
        "1e-3 | Real(0.001)",
        "28x28x1 | Size([28 28 1])",
        "true | Truth(true)",
        "[1, [2,],] | Sequence([Whole(1) Sequence([Whole(2)])])",
        "[] | Sequence([])",
        "same | Reference(same)",
        "adam(rate = 0.1) | Apply(adam [Argument(rate Real(0.1))])",
        "round(x) | Apply(round [Argument(- Reference(x))])",
        "if a then 1 else 2 | Choice(Reference(a) Whole(1) Whole(2))",
    })
    void everyExpressionHasItsRecord(String text, String tree) {
        assertEquals(tree, Trees.show(expression(text)));
    }

    @Test
    void escapesInTextsAreResolved() {
        assertEquals("Text(a\"\\\n\t\u00e9)", Trees.show(expression("\"a\\\"\\\\\\n\\t\\u00e9\"")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "a or b and c                   | a or (b and c)",
        "a and b or c                   | (a and b) or c",
        "not a and b                    | (not a) and b",
        "not a == b                     | not (a == b)",
        "a + 1 < b                      | (a + 1) < b",
        "1 - 2 - 3                      | (1 - 2) - 3",
        "1 + 2 * 3                      | 1 + (2 * 3)",
        "a / b // c % d                 | ((a / b) // c) % d",
        "-a * b                         | (-a) * b",
        "-a ^ b                         | -(a ^ b)",
        "a ^ -b                         | a ^ (-b)",
        "a ^ b ^ c                      | a ^ (b ^ c)",
        "a * b ^ c                      | a * (b ^ c)",
        "if a then b else c + d         | if a then b else (c + d)",
        "if a or b then 1 else 2        | if (a or b) then 1 else 2",
        "if a then 1 else if b then 2 else 3 | if a then 1 else (if b then 2 else 3)",
    })
    void operatorsBindAsTheReferenceSays(String text, String grouped) {
        assertEquals(Trees.show(expression(grouped)), Trees.show(expression(text)));
    }

    @Test
    void statementsNeedNoSeparator() {
        Declaration.Model model = (Declaration.Model)
                read("model m { let n = k conv(n) relu a, b -> add x: relu let m = a if b {} }").declarations().get(0);
        assertEquals("Body([Let(n Reference(k)) Call(- [] conv [Argument(- Reference(n))] []) Call(- [] relu [] []) "
                + "Call(- [a b] add [] []) Call(x [] relu [] []) Let(m Reference(a)) "
                + "Conditional(Reference(b) Body([]) -)])", Trees.show(model.body()));
    }

    @Test
    void spansCountUtf16Units() {
        ModelFile file = read("# \uD83D\uDE00 \nlet face = \"\uD83D\uDE00\" let k = 2");
        Expression text = ((Declaration.Constant) file.declarations().get(0)).value();
        assertEquals("\"\uD83D\uDE00\"", text.span().text());
        assertEquals("let k = 2", file.declarations().get(1).span().text());
        assertEquals(2, text.span().line());
        assertEquals(12, text.span().column());
    }

    @Test
    void aTreeIsGivenExactlyWhenThereAreNoErrors() {
        assertTrue(SyntaxReader.read(new SourceFile("a", "let a = ")).tree().isEmpty());
        assertTrue(SyntaxReader.read(new SourceFile("a", "let a = 1 < 2 < 3")).tree().isEmpty());
    }
}
