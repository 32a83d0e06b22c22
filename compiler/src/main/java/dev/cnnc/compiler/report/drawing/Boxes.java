package dev.cnnc.compiler.report.drawing;

import dev.cnnc.compiler.report.drawing.Box.Family;
import dev.cnnc.runtime.LayerInfo;
import dev.cnnc.runtime.ModelInfo;
import dev.cnnc.runtime.ParameterInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes boxes of layers. What has one input and keeps its shape without a matrix of weights joins the box before. */
final class Boxes {

    private final Map<String, List<Integer>> kernels = new HashMap<>();
    private final Map<String, Integer> consumers = new HashMap<>();
    private final List<List<LayerInfo>> groups = new ArrayList<>();
    private final Map<String, Integer> groupOf = new HashMap<>();

    private Boxes(ModelInfo info) {
        for (ParameterInfo parameter : info.parameters()) {
            if (parameter.shape().size() > 1) {
                kernels.putIfAbsent(layerOf(parameter.name()), parameter.shape());
            }
        }
        info.layers().forEach(layer -> layer.inputs().forEach(input -> consumers.merge(input, 1, Integer::sum)));
        for (LayerInfo layer : info.layers()) {
            List<LayerInfo> group = groupToJoin(layer);
            if (group == null) {
                group = new ArrayList<>();
                groups.add(group);
                groupOf.put(layer.path(), groups.size() - 1);
            } else {
                groupOf.put(layer.path(), groupOf.get(layer.inputs().get(0)));
            }
            group.add(layer);
        }
    }

    static List<Box> of(ModelInfo info) {
        Boxes boxes = new Boxes(info);
        return boxes.groups.stream().map(boxes::box).toList();
    }

    private static String layerOf(String parameter) {
        int dot = parameter.lastIndexOf('.');
        return dot < 0 ? parameter : parameter.substring(0, dot);
    }

    private List<LayerInfo> groupToJoin(LayerInfo layer) {
        if (layer.inputs().size() != 1 || kernels.containsKey(layer.path())) {
            return null;
        }
        String input = layer.inputs().get(0);
        Integer index = groupOf.get(input);
        if (index == null || consumers.get(input) > 1) {
            return null;
        }
        List<LayerInfo> group = groups.get(index);
        LayerInfo last = group.get(group.size() - 1);
        boolean isInput = last.inputs().isEmpty();
        return !isInput && last.outputShape().equals(layer.outputShape()) ? group : null;
    }

    private Box box(List<LayerInfo> group) {
        LayerInfo first = group.get(0);
        LayerInfo last = group.get(group.size() - 1);
        List<String> rest = group.subList(1, group.size()).stream().map(LayerInfo::kind).toList();
        return new Box(first.path(), family(first), title(first), String.join(", ", rest), last.outputShape(),
                first.inputs().stream().filter(groupOf::containsKey).map(groupOf::get).distinct().toList(),
                group.stream().mapToLong(LayerInfo::parameters).sum(), group.stream().mapToLong(LayerInfo::macs).sum());
    }

    private Family family(LayerInfo layer) {
        if (layer.inputs().isEmpty()) {
            return Family.INPUT;
        }
        if (kernels.containsKey(layer.path())) {
            return Family.PRODUCT;
        }
        if (layer.inputs().size() > 1) {
            return Family.JOIN;
        }
        return layer.kind().contains("pool") ? Family.POOL : Family.OTHER;
    }

    /** {@code conv 3x3, 64}: the kernel's extent and what it gives, as far as the weights tell. */
    private String title(LayerInfo layer) {
        List<Integer> kernel = kernels.get(layer.path());
        if (kernel == null) {
            return layer.kind();
        }
        int channels = layer.outputShape().get(layer.outputShape().size() - 1);
        return kernel.size() == 4
                ? layer.kind() + " " + kernel.get(2) + "×" + kernel.get(3) + ", " + channels
                : layer.kind() + " " + channels;
    }
}
