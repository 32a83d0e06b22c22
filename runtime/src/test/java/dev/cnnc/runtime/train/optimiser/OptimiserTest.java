package dev.cnnc.runtime.train.optimiser;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Three steps on four weights. The expected values are PyTorch 1.13's in float64, those of optimisers that it lacks or
 * has without decoupled decay are their formulas in float64.
 */
class OptimiserTest {
    private static final float[] START = {1, -2, 0.5f, 0.1f};
    private static final float[][] GRADIENTS = {{0.5f, -1, 0.25f, 0}, {0.1f, 0.3f, -0.5f, 2}, {-0.4f, 0.2f, 0, 1e-4f}};
    private static final double[] RATES = {0.1, 0.1, 0.05};
    private static final WeightDecay DECAY = WeightDecay.coupled(0.01);
    private static final List<Optimiser> ALL = List.of(new Sgd(1, 0.5, true, DECAY), new Adam(1, 0.8, 0.9, 0.1, DECAY),
            new AdamW(1, 0.8, 0.9, 0.1, WeightDecay.decoupled(0.5)), new Rmsprop(1, 0.8, 0.7, 0.1, DECAY),
            new Adagrad(1, 0.1, DECAY.onAll()), new Lion(1, 0.8, 0.7, WeightDecay.decoupled(0.5)),
            new Lamb(1, 0.8, 0.9, 0.1, WeightDecay.decoupled(0.5)));
    private static final float TOLERANCE = 1e-6f;

    @Test
    void plainSgdFollowsPyTorch() {
        assertSteps(new Sgd(1, 0, false, DECAY), new float[][] {
                {0.949f, -1.898f, 0.4745f, 0.0999f},
                {0.938051f, -1.926102f, 0.5240255f, -0.1001999f},
                {0.957581974f, -1.93513895f, 0.523763487f, -0.1001548f}});
    }

    @Test
    void momentumKeepsTheRateOutsideTheVelocity() {
        assertSteps(new Sgd(1, 0.9, false, DECAY), new float[][] {
                {0.949f, -1.898f, 0.4745f, 0.0999f},
                {0.892151f, -1.834302f, 0.5010755f, -0.1002899f},
                {0.886122874f, -1.81472075f, 0.512783937f, -0.19033021f}});
    }

    @Test
    void nesterovLooksAhead() {
        assertSteps(new Sgd(1, 0.9, true, DECAY), new float[][] {
                {0.9031f, -1.8062f, 0.45155f, 0.09981f},
                {0.84107411f, -1.77714822f, 0.525037055f, -0.280460639f},
                {0.855269834f, -1.76869942f, 0.535310642f, -0.361280574f}});
    }

    @Test
    void adamFollowsPyTorchWithWeightDecay() {
        assertSteps(new Adam(1, 0.9, 0.999, 1e-8, DECAY), new float[][] {
                {0.900000002f, -1.9f, 0.400000004f, 9.9999e-07f},
                {0.818915174f, -1.85517616f, 0.435562037f, -0.0744461587f},
                {0.813065489f, -1.84350556f, 0.4490568f, -0.103209794f}});
    }

    @Test
    void adamAddsEpsilonAfterTheBiasCorrection() {
        assertSteps(new Adam(1, 0.8, 0.95, 1e-3, WeightDecay.NONE), new float[][] {
                {0.900199601f, -1.9000999f, 0.400398406f, 0.1f},
                {0.822447903f, -1.86211562f, 0.44213668f, 0.0224750175f},
                {0.822447903f, -1.85530003f, 0.457410545f, -0.00590889233f}});
    }

    @Test
    void adamWShrinksTheWeightsBesideTheStep() {
        assertSteps(new AdamW(1, 0.9, 0.999, 1e-8, WeightDecay.decoupled(0.1)), new float[][] {
                {0.890000002f, -1.88f, 0.395000004f, 0.099f},
                {0.800795906f, -1.81841514f, 0.427660356f, 0.0235963182f},
                {0.792106957f, -1.79909754f, 0.439672008f, -0.00528425704f}});
    }

    @Test
    void sgdShrinksTheWeightsBesideTheStepIfToldSo() {
        assertSteps(new Sgd(1, 0.9, false, WeightDecay.decoupled(0.1)), new float[][] {
                {0.94f, -1.88f, 0.47f, 0.099f},
                {0.8756f, -1.8012f, 0.4928f, -0.10199f},
                {0.866472f, -1.775194f, 0.502711f, -0.19148505f}});
    }

    @Test
    void rmspropDividesByTheRootOfTheMeanSquare() {
        assertSteps(new Rmsprop(1, 0.9, 0, 1e-8, DECAY), new float[][] {
                {0.683772254f, -1.68377224f, 0.183772273f, -0.216217766f},
                {0.61558628f, -1.77258451f, 0.468232998f, -0.532445492f},
                {0.717132021f, -1.80218273f, 0.466823888f, -0.532009651f}});
    }

    @Test
    void momentumOfRmspropGathersWhatWasDivided() {
        assertSteps(new Rmsprop(1, 0.9, 0.9, 1e-8, DECAY), new float[][] {
                {0.683772254f, -1.68377224f, 0.183772273f, -0.216217766f},
                {0.330981309f, -1.48797953f, 0.183628044f, -0.817041481f},
                {0.274200339f, -1.42991662f, 0.183010508f, -1.0867389f}});
    }

    @Test
    void adagradDividesByTheRootOfTheSumOfSquares() {
        assertSteps(new Adagrad(1, 1e-10, DECAY), new float[][] {
                {0.9f, -1.9f, 0.4f, 9.99999901e-09f},
                {0.879099474f, -1.92655958f, 0.48893503f, -0.0999999775f},
                {0.909102936f, -1.93497895f, 0.488496706f, -0.0999774775f}});
    }

    @Test
    void lionStepsByTheSignOfTheMean() {
        assertSteps(new Lion(1, 0.9, 0.99, WeightDecay.decoupled(0.1)), new float[][] {
                {0.89f, -1.88f, 0.395f, 0.099f},
                {0.7811f, -1.9612f, 0.49105f, -0.00199f},
                {0.8271945f, -2.001394f, 0.53859475f, -0.05198005f}});
    }

    @Test
    void decayLeavesBiasesAloneUnlessItIsOnAll() {
        for (WeightDecay decay : new WeightDecay[] {WeightDecay.coupled(0.5), WeightDecay.decoupled(0.5)}) {
            assertArrayEquals(new float[] {0.95f, 1}, withoutGradient(decay), TOLERANCE);
            assertArrayEquals(new float[] {0.95f, 0.95f}, withoutGradient(decay.onAll()), TOLERANCE);
        }
    }

    /** A weight and a bias, both 1, after a step of 0.1 with no gradient. */
    private static float[] withoutGradient(WeightDecay decay) {
        float[] parameters = {1, 1};
        UpdateRule rule = new Sgd(1, 0, false, decay).rule(2);
        rule.begin(0.1);
        rule.update(parameters, new float[2], 0, 1, true, 1);
        rule.update(parameters, new float[2], 1, 2, false, 1);
        return parameters;
    }

    @Test
    void anotherRateLeavesTheOtherSettings() {
        for (Optimiser optimiser : ALL) {
            Optimiser other = optimiser.withRate(0.25);
            assertEquals(0.25, other.rate(), optimiser.kind());
            assertNotEquals(optimiser, other);
            assertEquals(optimiser, other.withRate(optimiser.rate()));
        }
    }

    @Test
    void aFactorOfTheRateIsAnotherRate() {
        for (Optimiser optimiser : ALL) {
            float[] weights = START.clone();
            float[] expected = START.clone();
            UpdateRule rule = optimiser.rule(4);
            UpdateRule other = optimiser.rule(4);
            for (float[] gradients : GRADIENTS) {
                rule.begin(0.5);
                rule.update(weights, gradients, 0, 4, true, 0.25f);
                other.begin(0.125);
                other.update(expected, gradients, 0, 4, true, 1);
            }
            assertArrayEquals(expected, weights, optimiser.kind());
        }
    }

    @Test
    void settingsOutsideTheirRangesAreRefused() {
        refused("momentum must be from 0 to below 1, but is 1.0", () -> new Sgd(1, 1, false, DECAY));
        refused("nesterov needs a momentum above 0", () -> new Sgd(1, 0, true, DECAY));
        refused("weight decay must be 0 or above, but is NaN", () -> WeightDecay.coupled(Double.NaN));
        refused("rate must be above 0, but is 0.0", () -> new Adagrad(0, 1e-10, DECAY));
        refused("beta1 must be from 0 to below 1, but is 1.0", () -> new Adam(1, 1, 0.999, 1e-8, DECAY));
        refused("beta2 must be from 0 to below 1, but is -0.1", () -> new Adam(1, 0.9, -0.1, 1e-8, DECAY));
        refused("epsilon must be above 0, but is 0.0", () -> new Adam(1, 0.9, 0.999, 0, DECAY));
        refused("smoothing must be from 0 to below 1, but is 1.0", () -> new Rmsprop(1, 1, 0, 1e-8, DECAY));
        refused("the weight decay of adamw is decoupled; a coupled one is adam's",
                () -> new AdamW(1, 0.9, 0.999, 1e-8, DECAY));
        refused("the weight decay of lion is decoupled", () -> new Lion(1, 0.9, 0.99, DECAY));
    }

    private static void refused(String message, Supplier<Object> make) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, make::get).getMessage());
    }

    private static void assertSteps(Optimiser optimiser, float[][] expected) {
        UpdateRule rule = optimiser.rule(4);
        float[] weights = START.clone();
        for (int step = 0; step < expected.length; step++) {
            rule.begin(RATES[step]);
            rule.update(weights, GRADIENTS[step], 0, 3, true, 1);
            rule.update(weights, GRADIENTS[step], 3, 4, true, 1);
            assertArrayEquals(expected[step], weights, TOLERANCE, "after step " + (step + 1));
        }
    }
}
