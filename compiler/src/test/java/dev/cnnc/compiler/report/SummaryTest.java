package dev.cnnc.compiler.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.compiler.Compiler;
import dev.cnnc.compiler.CompilerOptions;
import dev.cnnc.runtime.ModelInfo;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {

    private static ModelInfo resnet() {
        return Compiler.info(Path.of("../samples/cifar_resnet20.cnn"), CompilerOptions.defaults())
                .result().orElseThrow();
    }

    @Test
    void foldingKeepsTheSums() {
        ModelInfo info = resnet();
        for (int depth : List.of(1, 2, 3, Summary.UNFOLDED)) {
            Summary summary = Summary.of(info, 1, depth);
            assertEquals(info.macs(), summary.rows().stream().mapToLong(Summary.Row::macs).sum());
            assertEquals(info.trainableParameters() + info.otherParameters(),
                    summary.rows().stream().mapToLong(Summary.Row::parameters).sum());
            assertEquals(info.layers().size(), summary.rows().stream().mapToInt(Summary.Row::layers).sum());
        }
    }

    @Test
    void aFoldedBlockHasTheShapeOfItsEnd() {
        Summary summary = Summary.of(resnet(), 1, 1);
        Summary.Row stage =
                summary.rows().stream().filter(row -> row.path().equals("stage2")).findFirst().orElseThrow();
        assertEquals(List.of(16, 16, 32), stage.shape());
        assertEquals("23 layers", stage.kind());
    }

    @Test
    void memoryGrowsWithTheBatchByTheArena() {
        ModelInfo info = resnet();
        Summary one = Summary.of(info, 1, 1);
        Summary eight = Summary.of(info, 8, 1);
        assertEquals(7L * 4 * info.memory().inferenceFloatsPerImage(), eight.inferenceBytes() - one.inferenceBytes());
        assertEquals(7L * 4 * info.memory().trainingFloatsPerImage(), eight.trainingBytes() - one.trainingBytes());
        assertTrue(one.trainingBytes() > one.inferenceBytes());
    }

    @Test
    void longPathsLoseTheirMiddle() {
        assertEquals("stag…l1.conv1", TextTable.shorten("stage1.0.basic1.residual1.conv1", 13, true));
        assertEquals("st..conv1", TextTable.shorten("stage1.0.basic1.conv1", 9, false));
        assertEquals("conv1", TextTable.shorten("conv1", 5, true));
    }
}
