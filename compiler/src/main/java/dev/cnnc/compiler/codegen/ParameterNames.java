package dev.cnnc.compiler.codegen;

import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import dev.cnnc.compiler.plan.ParameterTable;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** The constants that say where parameters begin, and their names. */
final class ParameterNames {

    private final ParameterTable table;
    private final Map<String, String> constants = new LinkedHashMap<>();
    private final Set<String> used = new HashSet<>();

    ParameterNames(ParameterTable table, Identifiers names) {
        this.table = table;
        table.entries().forEach(entry -> constants.put(entry.named().name(), names.constant(entry.named().name())));
    }

    int offset(String parameter) {
        return table.offset(parameter);
    }

    String constant(String parameter) {
        used.add(parameter);
        return constants.get(parameter);
    }

    /** The constants that were asked for so far. */
    List<FieldSpec> fields() {
        return constants.entrySet().stream().filter(entry -> used.contains(entry.getKey())).map(this::field).toList();
    }

    private FieldSpec field(Map.Entry<String, String> constant) {
        return FieldSpec.builder(TypeName.INT, constant.getValue(), Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer("$L", table.offset(constant.getKey()))
                .build();
    }
}
