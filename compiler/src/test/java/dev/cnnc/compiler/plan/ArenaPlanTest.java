package dev.cnnc.compiler.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.compiler.Models;
import dev.cnnc.compiler.graph.Graph;
import dev.cnnc.compiler.graph.Node;
import dev.cnnc.compiler.lower.Lowering;
import dev.cnnc.compiler.lower.Program;
import dev.cnnc.compiler.plan.ArenaPlan.Placement;
import dev.cnnc.compiler.program.Operand.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ArenaPlanTest {

    @Test
    void buffersThatLiveTogetherNeverOverlap() {
        Random random = new Random(1);
        for (int round = 0; round < 300; round++) {
            List<Buffer> buffers = new ArrayList<>();
            int count = 1 + random.nextInt(60);
            for (int i = 0; i < count; i++) {
                int first = random.nextInt(100);
                Role role = random.nextBoolean() ? Role.VALUE : Role.GRADIENT;
                buffers.add(new Buffer(i, role, 1 + random.nextInt(500), first, first + random.nextInt(40)));
            }
            List<Placement> placements = ArenaPlan.place(buffers);
            assertEquals(count, placements.size());
            boolean[][] taken = new boolean[140][];
            for (Placement placement : placements) {
                Buffer buffer = placement.buffer();
                assertEquals(0, placement.offset() % 16);
                for (int at = buffer.first(); at <= buffer.last(); at++) {
                    taken[at] = taken[at] == null ? new boolean[60 * 512] : taken[at];
                    for (int i = 0; i < buffer.floats(); i++) {
                        int place = Math.toIntExact(placement.offset()) + i;
                        assertTrue(!taken[at][place], "float " + place + " is taken twice at step " + at);
                        taken[at][place] = true;
                    }
                }
            }
        }
    }

    @Test
    void theOrderOfBuffersDoesNotMatter() {
        Random random = new Random(2);
        List<Buffer> buffers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            int first = random.nextInt(50);
            buffers.add(new Buffer(i, Role.VALUE, 1 + random.nextInt(5), first, first + random.nextInt(20)));
        }
        List<Placement> before = ArenaPlan.place(buffers);
        Collections.shuffle(buffers, random);
        assertEquals(before, ArenaPlan.place(buffers));
    }

    @Test
    void anOverlapIsFound() {
        Placement one = new Placement(new Buffer(0, Role.VALUE, 20, 0, 2), 0);
        Placement other = new Placement(new Buffer(1, Role.VALUE, 20, 2, 3), 16);
        Placement later = new Placement(new Buffer(2, Role.VALUE, 20, 4, 5), 16);
        assertThrows(IllegalStateException.class, () -> ArenaPlan.verify(List.of(one, other)));
        ArenaPlan.verify(List.of(one, later));
    }

    @Test
    void aChainOfLayersNeedsTheTwoLargestNeighboursOnly() {
        ArenaPlan plan = ArenaPlan.of(Lowering.inference(Models.graph("""
                model chain {
                  input(1x1x64)
                  repeat 20 { dense(64) relu }
                }
                """)));
        assertEquals(128, plan.floats());
        assertEquals(41 * 64, plan.floatsWithoutSharing());
    }

    @Test
    void aFlattenThatKeepsTheOrderSharesItsInputsMemory() {
        ArenaPlan plan = ArenaPlan.of(Lowering.inference(Models.graph("""
                model net {
                  input(4x4x2)
                  conv(2, 1x1)
                  flatten(order = hwc)
                  dense(3)
                }
                """)));
        assertEquals(plan.offset(1, Role.VALUE), plan.offset(2, Role.VALUE));
    }

    @Test
    void aSumTakesThePlaceOfAnArmThatIsNotNeededAnyMore() {
        ArenaPlan plan = ArenaPlan.of(Lowering.inference(Models.graph("""
                model net {
                  input(1x1x64)
                  dense(64)
                  residual { dense(64) }
                  residual { dense(64) }
                  dense(3)
                }
                """)));
        assertEquals(2 * 64, plan.floats());
        assertEquals(6 * 64 + 16, plan.floatsWithoutSharing());
    }

    @Test
    void aSumTakesNoPlaceThatIsReadAgain() {
        Graph graph = Models.graph("""
                model net {
                  input(1x1x64)
                  dense(64)
                  concat {
                    branch { add { branch { } branch { dense(64) } } }
                    branch { dense(8) }
                  }
                  dense(3)
                }
                """);
        ArenaPlan plan = ArenaPlan.of(Lowering.inference(graph));
        Node sum = graph.nodes().stream()
                .filter(node -> node.layer().kind().name().equals("add"))
                .findFirst()
                .orElseThrow();
        assertEquals(1, sum.inputs().get(0), "the arm that a sum may replace is what the other branch reads, too");
        for (int arm : sum.inputs()) {
            assertNotEquals(plan.offset(arm, Role.VALUE), plan.offset(sum.id(), Role.VALUE));
        }
    }

    @Test
    void aSumOfATensorWithItselfHasAPlaceOfItsOwn() {
        ArenaPlan plan = ArenaPlan.of(Lowering.inference(Models.graph("""
                model net {
                  input(1x1x64)
                  dense(64)
                  residual { }
                  dense(3)
                }
                """)));
        assertNotEquals(plan.offset(1, Role.VALUE), plan.offset(2, Role.VALUE));
    }

    @Test
    void whatIsReadInTheEndIsKeptApart() {
        Program program = Lowering.inference(Models.graph("""
                model net {
                  input(1x1x64)
                  dense(64)
                  residual { dense(64) }
                }
                """));
        ArenaPlan plan = ArenaPlan.keepingAll(program);
        assertEquals(plan.floatsWithoutSharing(), plan.floats());
    }

    @Test
    void trainingKeepsWhatTheBackwardPassReads() {
        ArenaPlan plan = ArenaPlan.of(Lowering.training(Models.graph("""
                model net {
                  input(1x1x64)
                  dense(64) tanh
                  dense(64) tanh
                  dense(64)
                }
                """), 0));
        assertTrue(plan.floats() >= 4 * 64, "the input and three outputs are read by the backward pass");
        assertTrue(plan.floats() < plan.floatsWithoutSharing(), "gradients share memory");
    }
}
