package dev.cnnc.runtime;

import java.util.List;

/**
 * Where the tensors of one program lie in its arena. Offsets count floats per image: with room for {@code capacity}
 * images, the tensor at offset {@code o} begins at {@code o * capacity} and its images follow one another.
 *
 * @param floatsPerImage the arena's size
 * @param slots how many sets of packed weights the program keeps (0 for a training program, which packs as it goes)
 * @param input where the normalised input goes
 * @param outputs where each output is found, in the order of {@link ModelInfo#outputs()}
 */
public record MemoryPlan(int floatsPerImage, int slots, int input, List<Integer> outputs) {
    public MemoryPlan {
        if (floatsPerImage < 0 || slots < 0 || input < 0) {
            throw new IllegalArgumentException("a memory plan has no negative sizes");
        }
        outputs = List.copyOf(outputs);
    }
}
