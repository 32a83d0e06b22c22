package dev.cnnc.runtime.io;

import dev.cnnc.runtime.CnncException;
import dev.cnnc.runtime.io.Safetensors.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The checked header of a safetensors file.
 *
 * @param tensors in the order of their data
 * @param metadata the file's own notes
 */
record SafetensorsHeader(List<Tensor> tensors, Map<String, String> metadata) {
    private static final String METADATA = "__metadata__";
    private static final int MAX_RANK = 16;

    /** Bytes of the data, which begin at 0 and have no gaps. */
    long dataSize() {
        return tensors.isEmpty() ? 0 : tensors.get(tensors.size() - 1).end();
    }

    static SafetensorsHeader parse(String text, String source) {
        if (text.charAt(0) != '{') {
            throw new CnncException(source + ": not a safetensors file: its header does not begin with '{'");
        }
        Map<?, ?> members = (Map<?, ?>) Json.parse(text, source + " (header)");
        List<Tensor> tensors = new ArrayList<>();
        Map<String, String> metadata = Map.of();
        for (Map.Entry<?, ?> member : members.entrySet()) {
            String name = (String) member.getKey();
            if (name.equals(METADATA)) {
                metadata = metadata(member.getValue(), source);
            } else {
                tensors.add(tensor(name, member.getValue(), source));
            }
        }
        tensors.sort(SafetensorsHeader::compare);
        long end = 0;
        for (Tensor tensor : tensors) {
            if (tensor.begin() != end) {
                String place = tensor.begin() < end ? "inside the tensor before it" : "after a hole";
                throw wrong(source, tensor.name(),
                        "its data begins at " + tensor.begin() + ", " + place + "; expected " + end);
            }
            end = tensor.end();
        }
        return new SafetensorsHeader(List.copyOf(tensors), metadata);
    }

    private static int compare(Tensor a, Tensor b) {
        int order = Long.compare(a.begin(), b.begin());
        return order != 0 ? order : Long.compare(a.end(), b.end());
    }

    private static Map<String, String> metadata(Object json, String source) {
        Map<String, String> metadata = new LinkedHashMap<>();
        if (!(json instanceof Map<?, ?> members)) {
            throw wrong(source, METADATA, "expected an object");
        }
        for (Map.Entry<?, ?> member : members.entrySet()) {
            if (!(member.getValue() instanceof String value)) {
                throw wrong(source, METADATA, "expected nothing but strings");
            }
            metadata.put((String) member.getKey(), value);
        }
        return metadata;
    }

    private static Tensor tensor(String name, Object json, String source) {
        if (!(json instanceof Map<?, ?> members) || members.size() != 3
                || !(members.get("dtype") instanceof String type)
                || !(members.get("shape") instanceof List<?> dimensions)
                || !(members.get("data_offsets") instanceof List<?> offsets)) {
            throw wrong(source, name, "expected an object of dtype, shape and data_offsets");
        }
        if (dimensions.size() > MAX_RANK) {
            throw wrong(source, name, "has " + dimensions.size() + " dimensions; expected at most " + MAX_RANK);
        }
        int bytes = bytesOf(type);
        if (bytes == 0) {
            throw wrong(source, name, "unknown type " + Json.write(type));
        }
        if (offsets.size() != 2) {
            throw wrong(source, name, "data_offsets has " + offsets.size() + " numbers; expected 2");
        }
        long begin = natural(offsets.get(0), name, source);
        long end = natural(offsets.get(1), name, source);
        List<Long> shape = new ArrayList<>();
        long elements = 1;
        try {
            for (Object dimension : dimensions) {
                shape.add(natural(dimension, name, source));
                elements = Math.multiplyExact(elements, shape.get(shape.size() - 1));
            }
            if (end < begin || end - begin != Math.multiplyExact(elements, bytes)) {
                throw wrong(source, name, "shape " + shape + " of " + type + " needs "
                        + Math.multiplyExact(elements, bytes) + " bytes, data_offsets " + begin + " to " + end
                        + " give " + (end - begin));
            }
        } catch (ArithmeticException overflow) {
            throw wrong(source, name, "the product of its dimensions " + dimensions + " is too large");
        }
        return new Tensor(name, type, List.copyOf(shape), elements, begin, end);
    }

    private static long natural(Object json, String name, String source) {
        if (json instanceof Long number && number >= 0) {
            return number;
        }
        throw wrong(source, name, "expected whole numbers from 0 in shape and data_offsets");
    }

    private static int bytesOf(String type) {
        switch (type) {
            case "F64":
            case "I64":
            case "U64":
                return 8;
            case "F32":
            case "I32":
            case "U32":
                return 4;
            case "F16":
            case "BF16":
            case "I16":
            case "U16":
                return 2;
            case "BOOL":
            case "I8":
            case "U8":
            case "F8_E5M2":
            case "F8_E4M3":
                return 1;
            default:
                return 0;
        }
    }

    private static CnncException wrong(String source, String name, String what) {
        String shown = name.length() <= 80 ? name : name.substring(0, 80) + "...";
        return new CnncException(source + ": damaged: tensor " + Json.write(shown) + ": " + what);
    }
}
