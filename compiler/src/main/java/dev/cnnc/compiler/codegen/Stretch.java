package dev.cnnc.compiler.codegen;

import java.util.List;

/**
 * A piece of a program that is printed once: a layer, or the body of a repeat.
 *
 * @param layers in the order of the forward pass, all with the same number of turns
 */
record Stretch(List<SharedLayer> layers) {

    Stretch {
        layers = List.copyOf(layers);
    }

    int turns() {
        return layers.get(0).turns().size();
    }

    boolean repeats() {
        return turns() > 1;
    }

    /** Whether that node is one of the layers of the first turn. */
    boolean begins(int node) {
        return layers.stream().anyMatch(layer -> layer.first().node().id() == node);
    }

    /** The names of the blocks that are around all its layers. */
    List<String> scope() {
        List<String> common = layers.get(0).scope();
        for (SharedLayer layer : layers) {
            int same = 0;
            while (same < Math.min(common.size(), layer.scope().size())
                    && common.get(same).equals(layer.scope().get(same))) {
                same++;
            }
            common = common.subList(0, same);
        }
        return common;
    }

    /** The blocks around it, or its first layer where there are none. */
    String name() {
        return scope().isEmpty() ? layers.get(0).path() : String.join(".", scope());
    }

    /** From the first layer to the last, for a comment. */
    String title() {
        SharedLayer last = layers.get(layers.size() - 1);
        return layers.get(0).first().node().origin().path() + " to "
                + last.turns().get(turns() - 1).node().origin().path();
    }
}
