package dev.cnnc.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.runtime.io.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelInfoTest {
    private static final ModelInfo INFO =
            LinearModel.info("cross_entropy", false, List.of("caf\u00e9 \"x\"\n", "\ud83d", ""));

    private static String refusal(String json) {
        return assertThrows(CnncException.class, () -> ModelInfo.fromJson(json)).getMessage();
    }

    @Test
    void jsonGivesAnEqualRecordBack() {
        ModelInfo back = ModelInfo.fromJson(INFO.toJson());
        assertEquals(INFO, back);
        assertEquals(INFO.toJson(), back.toJson());
    }

    @Test
    void totalsAreSumsOverTensorsAndLayers() {
        assertEquals(51, INFO.trainableParameters());
        assertEquals(4, INFO.otherParameters());
        assertEquals(48, INFO.macs());
    }

    @Test
    void anotherFormatVersionIsNamedTogetherWithOurs() {
        String message = refusal(INFO.toJson().replace("\"formatVersion\": 1", "\"formatVersion\": 7"));
        assertEquals("model description has format version 7; this runtime reads version 1."
                + " Compile the network again with this release.", message);
        assertTrue(refusal("{\"formatVersion\": 2}").contains("format version 2"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "\"batch\": 128 | \"batch\": 1.5 | train: batch: expected a whole number, found 1.5",
        "\"batch\": 128 | \"batch\": 4294967296 | train: batch: expected a 32-bit number, found 4294967296",
        "\"batch\": 128, | '' | train: \"batch\" is missing",
        "\"batch\": 128 | \"batch\": 128, \"bath\": 1 | train: unknown member \"bath\"",
        "'\"kind\": \"sgd\", ' | '' | train: optimiser: \"kind\" is missing",
        "\"kind\": \"sgd\" | \"kind\": \"adam\" | train: optimiser: \"beta1\" is missing",
        "\"kind\": \"sgd\" | \"kind\": null | 'train: optimiser: kind: expected sgd or adam or adamw or rmsprop or adagrad"
                + " or lion or lamb, found null'",
        "\"momentum\": 0.9 | \"momentum\": 1 | 'train: optimiser: momentum must be from 0 to below 1, but is 1.0'",
        "\"kind\": \"step\" | \"kind\": 1 | 'train: schedule: kind: expected constant or step or multi_step or exponential"
                + " or polynomial or cosine or one_cycle or reduce_on_plateau, found 1'",
        "\"nesterov\": false | \"nesterov\": 0 | train: optimiser: nesterov: expected true or false, found 0",
        "\"rate\": 0.001 | \"rate\": {} | train: optimiser: rate: expected a number, found an object",
        "[3, 16] | [3, 0] | 'parameters[0]: dense1.weight has a dimension of 0'",
        "[3, 16] | [65536, 65536] | 'parameters[0]: dense1.weight has too many elements for an array'",
        "[0.3081] | [0] | 'input: the input''s channel 0 has mean 0.1307 and standard deviation 0.0'",
        "[0.3081] | [1, 1] | 'input: the input has 1 channels, but 1 means and 2 standard deviations'",
        "\"offset\": 48 | \"offset\": 47 | dense1.bias overlaps dense1.weight",
        "\"offset\": 48 | \"offset\": -1 | parameters[1]: dense1.bias begins at -1",
        "dense1.bias | dense1.weight | two parameters are named dense1.weight",
    })
    void wrongMembersAreNamedWithTheirPlace(String original, String changed, String message) {
        String json = INFO.toJson();
        assertTrue(json.contains(original), json);
        assertEquals("model description: " + message, refusal(json.replace(original, changed)));
    }

    @Test
    void damagedDescriptionsAreReadOrRefusedButNeverFail() {
        byte[] json = INFO.toJson().getBytes(StandardCharsets.US_ASCII);
        Mutations.Tally tally = Mutations.run(json, 3_000, 21,
                damaged -> ModelInfo.fromJson(new String(damaged, StandardCharsets.ISO_8859_1)));
        assertTrue(tally.refused() > tally.all() / 2, tally.toString());
    }
}
