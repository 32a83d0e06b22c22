package dev.cnnc.runtime;

import dev.cnnc.runtime.TransferReport.Difference;
import dev.cnnc.runtime.TransferReport.Taken;
import dev.cnnc.runtime.io.Safetensors;
import dev.cnnc.runtime.io.Safetensors.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the tensors of a file that fit a network. All is decided from the header, before any data is read. */
final class WeightTransfer {
    private final Safetensors file;
    private final Map<String, ParameterInfo> places = new HashMap<>();
    private final TransferReport report;

    WeightTransfer(ModelInfo info, Safetensors file, Renaming renaming, String source) {
        this.file = file;
        Map<String, ParameterInfo> parameters = new HashMap<>();
        info.parameters().forEach(parameter -> parameters.put(parameter.name(), parameter));
        Map<String, Tensor> found = new HashMap<>();
        List<String> unused = new ArrayList<>();
        for (Tensor tensor : file.tensors()) {
            String name = renaming.apply(tensor.name());
            if (!parameters.containsKey(name)) {
                if (!WeightsCheck.passesOver(file, tensor)) {
                    unused.add(tensor.name());
                }
                continue;
            }
            Tensor other = found.put(name, tensor);
            if (other != null) {
                throw new CnncException(source + ": both " + WeightsCheck.printable(other.name()) + " and "
                        + WeightsCheck.printable(tensor.name()) + " would become " + name);
            }
        }
        List<Taken> taken = new ArrayList<>();
        List<Difference> different = new ArrayList<>();
        List<ParameterInfo> missing = new ArrayList<>();
        for (ParameterInfo parameter : info.parameters()) {
            Tensor tensor = found.get(parameter.name());
            if (tensor == null) {
                missing.add(parameter);
            } else if (tensor.holdsFloats() && sameNumbers(parameter.shape(), tensor.shape())) {
                places.put(tensor.name(), parameter);
                taken.add(new Taken(parameter, tensor.name()));
            } else {
                different.add(new Difference(parameter, tensor.name(), tensor.type(), tensor.shape()));
            }
        }
        report = new TransferReport(source, taken, different, missing, unused);
    }

    /** Equal but for dimensions of 1, which change neither the numbers nor their order: a 1x1 kernel is a matrix. */
    private static boolean sameNumbers(List<Integer> expected, List<Long> found) {
        return expected.stream().mapToLong(Integer::longValue).filter(size -> size != 1).boxed().toList()
                .equals(found.stream().filter(size -> size != 1).toList());
    }

    TransferReport copyInto(Weights weights) {
        for (Tensor tensor : file.tensors()) {
            ParameterInfo parameter = places.get(tensor.name());
            if (parameter == null) {
                file.skipNext();
            } else {
                file.readNext(weights.arrayOf(parameter), parameter.offset());
            }
        }
        file.expectEnd();
        return report;
    }
}
