package dev.cnnc.compiler.plan;

import dev.cnnc.compiler.lower.Program;
import dev.cnnc.compiler.plan.Lifetimes.Key;
import dev.cnnc.compiler.program.Operand.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where each tensor of a program lies in its arena, in floats for one image.
 *
 * <p>Buffers are placed from the largest to the smallest, each in the tightest gap between those that live at the same
 * time (greedy by size; Pisarchyk and Lee, "Efficient memory management for deep neural net inference", 2020).
 */
public final class ArenaPlan {

    /** A vector of 16 floats: every tensor begins on such a boundary. */
    private static final long ALIGNMENT = 16;

    private static final Comparator<Buffer> LARGEST_FIRST = Comparator.comparingLong(Buffer::floats)
            .reversed()
            .thenComparingInt(Buffer::first)
            .thenComparingInt(Buffer::node)
            .thenComparing(Buffer::role);

    private final Lifetimes lifetimes;
    private final Map<Key, Placement> placements;
    private final long floats;

    private ArenaPlan(Lifetimes lifetimes, Map<Key, Placement> placements, long floats) {
        this.lifetimes = lifetimes;
        this.placements = placements;
        this.floats = floats;
    }

    /** A buffer, or a tensor, in its place. */
    public record Placement(Buffer buffer, long offset) {

        private long end() {
            return offset + aligned(buffer.floats());
        }
    }

    public static ArenaPlan of(Program program) {
        return of(Lifetimes.of(program));
    }

    /** No tensor shares memory with another one that is not its alias, so that all can be read when the program ran. */
    public static ArenaPlan keepingAll(Program program) {
        return of(Lifetimes.unending(program));
    }

    private static ArenaPlan of(Lifetimes lifetimes) {
        List<Placement> placed = place(lifetimes.buffers());
        verify(placed);
        Map<Key, Placement> holders = new HashMap<>();
        placed.forEach(placement -> holders.put(key(placement.buffer()), placement));
        Map<Key, Placement> tensors = new LinkedHashMap<>();
        for (Buffer tensor : lifetimes.tensors()) {
            Placement holder = holders.get(lifetimes.holder(key(tensor)));
            tensors.put(key(tensor), new Placement(tensor, holder.offset()));
        }
        return new ArenaPlan(lifetimes, tensors, placed.stream().mapToLong(Placement::end).max().orElse(0));
    }

    private static Key key(Buffer buffer) {
        return new Key(buffer.node(), buffer.role());
    }

    /** The arena's size for one image; more than an array holds where the network is too large. */
    public long floats() {
        return floats;
    }

    /** Where the output of a node, or its gradient, begins. */
    public int offset(int node, Role role) {
        return Math.toIntExact(placements.get(lifetimes.root(new Key(node, role))).offset());
    }

    /** Whether any step touches that tensor. */
    public boolean holds(int node, Role role) {
        return placements.containsKey(lifetimes.root(new Key(node, role)));
    }

    /** All tensors by their offsets. Two may share a place for one step, in which one takes that of the other. */
    public List<Placement> placements() {
        return placements.values().stream()
                .sorted(Comparator.comparingLong(Placement::offset).thenComparingInt(p -> p.buffer().first()))
                .toList();
    }

    /** The sum of all tensors, which is what an arena without sharing would need. */
    public long floatsWithoutSharing() {
        return placements.values().stream().mapToLong(p -> aligned(p.buffer().floats())).sum();
    }

    /** Assigns offsets; in the order of decreasing size. */
    static List<Placement> place(List<Buffer> buffers) {
        List<Buffer> ordered = new ArrayList<>(buffers);
        ordered.sort(LARGEST_FIRST);
        List<Placement> byOffset = new ArrayList<>();
        List<Placement> placed = new ArrayList<>();
        for (Buffer buffer : ordered) {
            Placement placement = new Placement(buffer, tightestGap(buffer, byOffset));
            placed.add(placement);
            int at = byOffset.size();
            while (at > 0 && byOffset.get(at - 1).offset() > placement.offset()) {
                at--;
            }
            byOffset.add(at, placement);
        }
        return placed;
    }

    private static long tightestGap(Buffer buffer, List<Placement> byOffset) {
        long wanted = aligned(buffer.floats());
        long best = -1;
        long bestGap = Long.MAX_VALUE;
        long free = 0;
        for (Placement other : byOffset) {
            if (!other.buffer().livesBeside(buffer)) {
                continue;
            }
            long gap = other.offset() - free;
            if (gap >= wanted && gap < bestGap) {
                best = free;
                bestGap = gap;
            }
            free = Math.max(free, other.end());
        }
        return best >= 0 ? best : free;
    }

    /** No two buffers that live at the same time may share a float: a mistake here would train on garbage silently. */
    static void verify(Iterable<Placement> placements) {
        List<Placement> seen = new ArrayList<>();
        for (Placement one : placements) {
            for (Placement other : seen) {
                if (one.buffer().livesBeside(other.buffer())
                        && one.offset() < other.end()
                        && other.offset() < one.end()) {
                    throw new IllegalStateException(one + " overlaps " + other);
                }
            }
            seen.add(one);
        }
    }

    private static long aligned(long floats) {
        return (floats + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }
}
