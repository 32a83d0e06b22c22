package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.tensor.Initialiser;
import dev.cnnc.compiler.tensor.MaxNorm;
import dev.cnnc.compiler.tensor.Parameter;
import dev.cnnc.compiler.tensor.Regulariser;
import java.util.ArrayList;
import java.util.List;

/**
 * What the user says of the weight and bias of a product layer.
 *
 * @param decay whether the optimiser's weight decay pulls at the weight; never at the bias, which needs no holding back
 * @param regulariser of the weight alone, likewise
 * @param maxNorm of the weights of one output value; 0 for any
 */
public record WeightSpec(boolean bias, Initialiser weightInitialiser, Initialiser biasInitialiser, boolean decay,
        Regulariser regulariser, double maxNorm) {

    private static final Attribute<Boolean> BIAS =
            Attribute.optional("bias", TruthType.TRUTH, true, "whether a learnt number is added to every output");
    private static final Attribute<Initialiser> WEIGHT_INITIALISER = Attribute.optional("initialiser",
            InitialiserType.TYPE, new Initialiser("glorot_uniform", 0, 0, 0, 0), "how the weight begins");
    private static final Attribute<Initialiser> BIAS_INITIALISER = Attribute.optional(
            "bias_initialiser", InitialiserType.TYPE, Initialiser.ZEROS, "how the bias begins");
    private static final Attribute<Boolean> DECAY = Attribute.optional(
            "decay", TruthType.TRUTH, true, "whether the optimiser's weight decay applies to the weight");
    private static final Attribute<Regulariser> REGULARISER = Attribute.optional("regulariser", RegulariserType.TYPE,
            Regulariser.NONE, "what training minimises of the weight beside the loss, whatever the optimiser");
    static final Attribute<Double> MAX_NORM = Attribute.optional("max_norm", NumberType.NOT_NEGATIVE, 0.0,
            "the largest norm of the weights of one output value, to which longer ones are scaled back; 0 for any");

    static LayerKind.Builder declare(LayerKind.Builder kind) {
        return kind.attributes(BIAS)
                .follower(ActivationType.ACTIVATION)
                .attributes(WEIGHT_INITIALISER, BIAS_INITIALISER, DECAY, REGULARISER, MAX_NORM);
    }

    static WeightSpec read(Attributes attributes) {
        return new WeightSpec(attributes.get(BIAS), attributes.get(WEIGHT_INITIALISER),
                attributes.get(BIAS_INITIALISER), attributes.get(DECAY), attributes.get(REGULARISER),
                attributes.get(MAX_NORM));
    }

    /** The parameters {@code weight}, and {@code bias} with as many numbers as the weight's first dimension. */
    List<Parameter> parameters(List<Long> weight, long fanIn, long fanOut) {
        return parameters(weight, weight.subList(0, 1), fanIn, fanOut);
    }

    /** The same with a bias of these dimensions. */
    List<Parameter> parameters(List<Long> weight, List<Long> biasDimensions, long fanIn, long fanOut) {
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(new Parameter("weight", weight, weightInitialiser.withFans(fanIn, fanOut), true, decay,
                regulariser, maxNorm == 0 ? MaxNorm.NONE : new MaxNorm(maxNorm, fanIn)));
        if (bias) {
            parameters.add(new Parameter(
                    "bias", biasDimensions, biasInitialiser.withFans(fanIn, fanOut), true, false));
        }
        return List.copyOf(parameters);
    }

    /** For the first of two products in a row, where a bias would be lost in that of the second. */
    WeightSpec withoutBias() {
        return new WeightSpec(false, weightInitialiser, Initialiser.ZEROS, decay, regulariser, maxNorm);
    }

    Description describe(Description description) {
        return description
                .with(BIAS, bias)
                .with(WEIGHT_INITIALISER, weightInitialiser)
                .with(BIAS_INITIALISER, biasInitialiser)
                .with(DECAY, decay)
                .with(REGULARISER, regulariser)
                .with(MAX_NORM, maxNorm);
    }
}
