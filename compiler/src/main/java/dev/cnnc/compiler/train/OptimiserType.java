package dev.cnnc.compiler.train;

import dev.cnnc.compiler.layer.AttributeType;
import dev.cnnc.compiler.layer.Mismatch;
import dev.cnnc.compiler.layer.Variants;
import dev.cnnc.compiler.value.Value;
import dev.cnnc.grammar.Span;
import dev.cnnc.runtime.train.optimiser.Optimiser;
import java.util.List;

/** {@code sgd(rate = 0.1, momentum = 0.9)}: one of the optimisers, each of which is a file. */
final class OptimiserType implements AttributeType<Optimiser> {

    static final Optimiser DEFAULT = AdamOptimiser.DEFAULT;

    private static final Variants<Optimiser> VARIANTS = new Variants<>(
            SgdOptimiser.VARIANT,
            AdamOptimiser.VARIANT,
            AdamWOptimiser.VARIANT,
            RmspropOptimiser.VARIANT,
            AdagradOptimiser.VARIANT,
            LionOptimiser.VARIANT,
            LambOptimiser.VARIANT);

    @Override
    public Optimiser read(Value value, Span span) throws Mismatch {
        return VARIANTS.read(value, span);
    }

    @Override
    public String expected() {
        return VARIANTS.expected();
    }

    @Override
    public List<String> words() {
        return VARIANTS.words();
    }

    @Override
    public String write(Optimiser value) {
        return Variants.write(value.kind(), "rate", value.rate());
    }
}
