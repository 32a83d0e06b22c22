package dev.cnnc.compiler.elaborate;

import dev.cnnc.compiler.layer.Attribute;
import dev.cnnc.compiler.layer.LayerCatalogue;
import dev.cnnc.compiler.layer.LayerKind;
import dev.cnnc.compiler.train.TrainSettings;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The words that some attribute understands: same, relu, cosine. */
final class Words {

    private static final Set<String> KNOWN = collect();

    private Words() {}

    static Set<String> known() {
        return KNOWN;
    }

    private static Set<String> collect() {
        Set<String> words = new HashSet<>();
        for (LayerKind kind : LayerCatalogue.kinds()) {
            addWords(words, kind.attributes());
        }
        addWords(words, TrainSettings.attributes());
        return Set.copyOf(words);
    }

    private static void addWords(Set<String> words, List<Attribute<?>> attributes) {
        attributes.forEach(attribute -> words.addAll(attribute.type().words()));
    }
}
