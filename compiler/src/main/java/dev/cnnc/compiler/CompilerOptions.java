package dev.cnnc.compiler;

import dev.cnnc.compiler.diagnostic.WarningLevels;
import dev.cnnc.compiler.layer.Extent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the user may choose about the network and the class that comes out.
 *
 * @param packageName of the generated class; an empty string means {@code cnnc.models}
 * @param className   of the generated class; an empty string derives it from the model's name: {@code lenet5} is
 *                    {@code Lenet5}
 * @param parameters  values for the model's parameters, as text in the language: {@code classes} to {@code 100}
 * @param warnings    which warnings are given, and which of them are errors
 * @param inputSize   height and width of the images, instead of those in the file; a network that leaves them open
 *                    needs it
 * @param exact       whether all keeps to direct convolutions, without Winograd's algorithm and its larger
 *                    rounding errors
 * @param recompute   whether training computes layers that cost little again in the backward pass, and so needs less
 *                    memory
 * @param freeze      patterns of weights that do not learn, instead of those in the file's train section
 * @param until       the layer, or the scope of layers, behind which the network ends and whose values it gives; then
 *                    its weights are a part of those of the whole network, see {@link dev.cnnc.runtime.Weights#loadPart}
 */
public record CompilerOptions(String packageName, String className, Map<String, String> parameters,
        WarningLevels warnings, Optional<Extent> inputSize, boolean exact, boolean recompute,
        Optional<List<String>> freeze, Optional<String> until) {

    public CompilerOptions {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        freeze = freeze.map(List::copyOf);
    }

    public static CompilerOptions defaults() {
        return new CompilerOptions("", "", Map.of(), WarningLevels.defaults(), Optional.empty(), false, false,
                Optional.empty(), Optional.empty());
    }

    public CompilerOptions withPackageName(String name) {
        return new CompilerOptions(name, className, parameters, warnings, inputSize, exact, recompute, freeze, until);
    }

    public CompilerOptions withClassName(String name) {
        return new CompilerOptions(
                packageName, name, parameters, warnings, inputSize, exact, recompute, freeze, until);
    }

    public CompilerOptions withParameters(Map<String, String> values) {
        return new CompilerOptions(
                packageName, className, values, warnings, inputSize, exact, recompute, freeze, until);
    }

    public CompilerOptions withWarnings(WarningLevels levels) {
        return new CompilerOptions(
                packageName, className, parameters, levels, inputSize, exact, recompute, freeze, until);
    }

    /** @param height rows of the images, at least 1, and {@code width} columns */
    public CompilerOptions withInputSize(int height, int width) {
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException("images of " + height + "x" + width + " pixels");
        }
        return new CompilerOptions(
                packageName, className, parameters, warnings, Optional.of(new Extent(height, width)), exact, recompute,
                freeze, until);
    }

    public CompilerOptions withExact(boolean direct) {
        return new CompilerOptions(
                packageName, className, parameters, warnings, inputSize, direct, recompute, freeze, until);
    }

    public CompilerOptions withRecompute(boolean again) {
        return new CompilerOptions(
                packageName, className, parameters, warnings, inputSize, exact, again, freeze, until);
    }

    /** @param patterns as in a train section, see {@link dev.cnnc.runtime.TrainInfo#isFrozen}; empty for none */
    public CompilerOptions withFreeze(List<String> patterns) {
        return new CompilerOptions(
                packageName, className, parameters, warnings, inputSize, exact, recompute, Optional.of(patterns),
                until);
    }

    /** @param layer its path, such as {@code stage2.0.conv1}, or that of a scope such as {@code stage2} */
    public CompilerOptions withUntil(String layer) {
        return new CompilerOptions(packageName, className, parameters, warnings, inputSize, exact, recompute, freeze,
                Optional.of(layer));
    }
}
