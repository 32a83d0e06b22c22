package dev.cnnc.compiler.report.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cnnc.compiler.Models;
import dev.cnnc.compiler.report.drawing.Layout.Place;
import dev.cnnc.runtime.ModelInfo;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class NetworkDrawingTest {

    private static final String RESIDUAL = """
            block basic(filters) {
              residual { conv(filters, 3x3, padding = 1)  bn  relu  conv(filters, 3x3, padding = 1)  bn }
              relu
            }
            model net {
              input(8x8x3)
              conv(4, 3x3, padding = 1)  bn  relu
              stage: repeat 9 { basic(4) }
              concat { branch { conv(3, 1x1) } branch { maxpool(3, stride = 1, padding = same) conv(2, 1x1) } }
              global_avgpool
              dense(5)
            }
            """;

    private static ModelInfo info(String source) {
        return Models.observe(source).info();
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    @Test
    void whatFollowsALayerDirectlyIsInItsBox() {
        List<Box> boxes = Boxes.of(info("model net { input(8x8x1) conv(4, 3x3) bn relu flatten dense(3) softmax }"));
        assertEquals(List.of("input", "conv 3×3, 4", "flatten", "dense 3"),
                boxes.stream().map(Box::title).toList());
        assertEquals(List.of("", "bn, relu", "", "softmax"), boxes.stream().map(Box::detail).toList());
        assertEquals(List.of(6, 6, 4), boxes.get(1).shape());
    }

    @Test
    void equalBlocksAreDrawnOnce() throws Exception {
        NetworkDrawing drawing = NetworkDrawing.of(info(RESIDUAL));
        assertTrue(drawing.svg().contains("× 9"), drawing.svg());
        assertEquals(drawing.boxes(), parse(drawing.svg()).getElementsByTagName("g").getLength());
        assertTrue(drawing.boxes() < 14, () -> drawing.boxes() + " boxes");
    }

    @Test
    void aBlockOfWhichMoreThanTheLastIsReadIsNotDrawnOnce() {
        Box input = new Box("i", Box.Family.INPUT, "input", "", List.of(1), List.of(), 0, 0);
        Box one = new Box("a", Box.Family.PRODUCT, "dense 1", "", List.of(1), List.of(0), 1, 1);
        List<Box> chain = List.of(input, one, one.withInputs(List.of(1)), one.withInputs(List.of(2)),
                new Box("j", Box.Family.JOIN, "add", "", List.of(1), List.of(1, 3), 0, 0));
        assertEquals(5, Repeats.fold(chain).boxes().size());
        assertEquals(2, Repeats.fold(chain.subList(0, 4)).boxes().size());
    }

    @Test
    void boxesLieBelowWhatTheyReadAndNotOverEachOther() {
        List<Box> boxes = Boxes.of(info(RESIDUAL));
        Layout layout = new Layout(boxes, boxes.stream().mapToDouble(box -> 100).toArray());
        for (int i = 0; i < boxes.size(); i++) {
            Place place = layout.of(i);
            boxes.get(i).inputs().forEach(input -> assertTrue(layout.of(input).row < place.row));
        }
        for (List<Place> row : layout.rows()) {
            for (int i = 1; i < row.size(); i++) {
                double gap = row.get(i).x - row.get(i - 1).x - (row.get(i).width + row.get(i - 1).width) / 2;
                assertTrue(gap > 1, () -> "a gap of " + gap);
            }
        }
    }

    @Test
    void blocksOfALargeNetworkBecomeABoxEach() throws Exception {
        String source = """
                block dense_layer { concat { branch { } branch { conv(2, 3x3, padding = 1) relu conv(2, 1x1) bn } } }
                model net { input(8x8x2)  dense: repeat 60 { dense_layer() }  global_avgpool  dense(2) }
                """;
        NetworkDrawing drawing = NetworkDrawing.of(info(source));
        assertFalse(drawing.svg().isEmpty());
        assertTrue(drawing.boxes() <= 140, () -> drawing.boxes() + " boxes");
        assertTrue(drawing.svg().contains("2 layers with weights"), drawing.svg());
        parse(drawing.svg());
    }
}
