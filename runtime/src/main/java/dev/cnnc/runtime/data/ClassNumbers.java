package dev.cnnc.runtime.data;

import dev.cnnc.runtime.CnncException;
import java.util.List;

/** Which number the classes of a data set have that are known by their names. */
final class ClassNumbers {
    private static final int SHOWN = 20;

    private ClassNumbers() {
    }

    /**
     * The names in the order of their numbers: the network's labels, if all names are among them, or else the names as
     * they are.
     *
     * @param what the names belong to, for messages: {@code some folders}
     * @param names of the data set, each once, in their order
     * @param labels of the network, or an empty list
     * @throws CnncException if some names are the network's and others are not
     */
    static List<String> order(String source, String what, List<String> names, List<String> labels) {
        List<String> strangers = names.stream().filter(name -> !labels.contains(name)).toList();
        if (strangers.size() == names.size()) {
            return names;
        }
        if (!strangers.isEmpty()) {
            throw new CnncException(source + ": some " + what + " are named like the network's labels, but not "
                    + list(strangers) + "; the labels are " + list(labels));
        }
        return labels;
    }

    private static String list(List<String> names) {
        return String.join(", ", names.subList(0, Math.min(SHOWN, names.size())))
                + (names.size() > SHOWN ? " and " + (names.size() - SHOWN) + " more" : "");
    }
}
