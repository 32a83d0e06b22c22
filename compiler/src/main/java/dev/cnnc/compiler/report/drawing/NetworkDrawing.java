package dev.cnnc.compiler.report.drawing;

import dev.cnnc.runtime.ModelInfo;
import java.util.List;

/**
 * Draws a network from its input at the top to its outputs at the bottom. Equal blocks in a row are drawn once with how
 * often they are there; of a network that is still too large, whole blocks become one box each.
 *
 * @param svg an element to put into a page, whose style sheet colours it; empty if the network is too large
 * @param boxes how many there are
 */
public record NetworkDrawing(String svg, int boxes) {

    private static final int FEW_BOXES = 16;
    private static final int MANY_BOXES = 140;
    private static final int TOO_MANY_BOXES = 600;

    /** The drawing of a network. */
    public static NetworkDrawing of(ModelInfo info) {
        List<Box> boxes = Boxes.of(info);
        Drawn drawn = boxes.size() <= FEW_BOXES ? new Drawn(boxes, List.of()) : Repeats.fold(boxes);
        for (int depth = Scopes.depth(boxes); depth > 0 && drawn.boxes().size() > MANY_BOXES; depth--) {
            drawn = Repeats.fold(Scopes.fold(boxes, depth));
        }
        boolean tooMany = drawn.boxes().size() > TOO_MANY_BOXES;
        return new NetworkDrawing(tooMany ? "" : new Svg(drawn).draw(info.name()), drawn.boxes().size());
    }
}
