package dev.cnnc.compiler.codegen;

import com.palantir.javapoet.CodeBlock;
import dev.cnnc.runtime.op.Layout;
import dev.cnnc.runtime.op.Tail;
import java.util.List;

/** Constants as Java expressions. */
final class Arguments {

    private Arguments() {}

    /** The expression that makes such a value; lines may be broken between its parts. */
    static CodeBlock of(Object value) {
        if (value instanceof Integer || value instanceof Boolean) {
            return CodeBlock.of("$L", value);
        }
        if (value instanceof Float number) {
            return real(number);
        }
        if (value instanceof String text) {
            return CodeBlock.of("$S", text);
        }
        if (value instanceof Enum<?> constant) {
            return CodeBlock.of("$T.$L", constant.getDeclaringClass(), constant.name());
        }
        if (value instanceof Layout layout) {
            return CodeBlock.of(
                    "new $T($L, $L, $L)", Layout.class, layout.height(), layout.width(), layout.channels());
        }
        if (value instanceof Tail tail) {
            return tail.equals(Tail.NONE)
                    ? CodeBlock.of("$T.NONE", Tail.class)
                    : CodeBlock.of("new $T($L, $L, $L)", Tail.class, of(tail.activation()), real(tail.alpha()),
                            tail.residual());
        }
        throw new IllegalArgumentException("no Java expression for " + value.getClass());
    }

    /** Expressions as a list of arguments. */
    static CodeBlock list(List<CodeBlock> expressions) {
        return CodeBlock.join(expressions, ",$W");
    }

    private static CodeBlock real(float number) {
        return Float.isFinite(number)
                ? CodeBlock.of("$Lf", Float.toString(number))
                : CodeBlock.of("$T.intBitsToFloat($L)", Float.class, Float.floatToIntBits(number));
    }
}
