package dev.cnnc.compiler.train;

import dev.cnnc.compiler.layer.Attribute;
import dev.cnnc.compiler.layer.AttributeType;
import dev.cnnc.compiler.layer.Attributes;
import dev.cnnc.compiler.layer.Mismatch;
import dev.cnnc.compiler.layer.NumberType;
import dev.cnnc.compiler.layer.TruthType;
import dev.cnnc.compiler.value.Value;
import dev.cnnc.grammar.Span;
import dev.cnnc.runtime.OptimiserInfo;
import java.util.List;

/** {@code sgd(rate = 0.1, momentum = 0.9)} or {@code adam(rate = 0.001)}. */
final class OptimiserType implements AttributeType<OptimiserInfo> {

    private static final Attribute<Double> SGD_RATE =
            Attribute.optional("rate", NumberType.POSITIVE, 0.01, "the learning rate");
    private static final Attribute<Double> MOMENTUM =
            Attribute.optional("momentum", NumberType.BELOW_ONE, 0.0, "how much of the last step goes on");
    private static final Attribute<Boolean> NESTEROV =
            Attribute.optional("nesterov", TruthType.TRUTH, false, "whether the gradient is taken one step ahead");
    private static final Attribute<Double> WEIGHT_DECAY =
            Attribute.optional("weight_decay", NumberType.NOT_NEGATIVE, 0.0, "the pull of weights towards zero");
    private static final Attribute<Double> ADAM_RATE =
            Attribute.optional("rate", NumberType.POSITIVE, 0.001, "the learning rate");
    private static final Attribute<Double> BETA_1 =
            Attribute.optional("beta1", NumberType.BELOW_ONE, 0.9, "decay of the mean of gradients");
    private static final Attribute<Double> BETA_2 =
            Attribute.optional("beta2", NumberType.BELOW_ONE, 0.999, "decay of the mean of their squares");
    private static final Attribute<Double> EPSILON =
            Attribute.optional("epsilon", NumberType.POSITIVE, 1e-8, "keeps a division from being one by zero");

    /** Adam as in its paper (Kingma and Ba, 2015). */
    static final OptimiserInfo DEFAULT = new OptimiserInfo("adam", 0.001, 0, false, 0, 0.9, 0.999, 1e-8);

    private static final Variants<OptimiserInfo> VARIANTS = new Variants<OptimiserInfo>()
            .with("sgd", OptimiserType::sgd, SGD_RATE, MOMENTUM, NESTEROV, WEIGHT_DECAY)
            .with("adam", OptimiserType::adam, ADAM_RATE, BETA_1, BETA_2, EPSILON, WEIGHT_DECAY);

    private static OptimiserInfo sgd(Attributes read) {
        return new OptimiserInfo(
                "sgd",
                read.get(SGD_RATE),
                read.get(MOMENTUM),
                read.get(NESTEROV),
                read.get(WEIGHT_DECAY),
                DEFAULT.beta1(),
                DEFAULT.beta2(),
                DEFAULT.epsilon());
    }

    private static OptimiserInfo adam(Attributes read) {
        return new OptimiserInfo(
                "adam",
                read.get(ADAM_RATE),
                0,
                false,
                read.get(WEIGHT_DECAY),
                read.get(BETA_1),
                read.get(BETA_2),
                read.get(EPSILON));
    }

    @Override
    public OptimiserInfo read(Value value, Span span) throws Mismatch {
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
    public String write(OptimiserInfo value) {
        return Variants.write(value.kind(), "rate", value.rate());
    }
}
