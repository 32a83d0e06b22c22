package dev.cnnc.compiler.codegen;

import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import dev.cnnc.compiler.plan.ParameterTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;

/** The constants that say where each parameter begins, and their names. */
final class ParameterNames {

    private final Map<String, String> constants = new LinkedHashMap<>();
    private final List<FieldSpec> fields = new ArrayList<>();

    ParameterNames(ParameterTable table, Identifiers names) {
        for (ParameterTable.Entry entry : table.entries()) {
            String constant = names.constant(entry.named().name());
            constants.put(entry.named().name(), constant);
            fields.add(FieldSpec.builder(TypeName.INT, constant, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                    .initializer("$L", entry.offset())
                    .build());
        }
    }

    String constant(String parameter) {
        return constants.get(parameter);
    }

    List<FieldSpec> fields() {
        return fields;
    }
}
