package dev.cnnc.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the tensors of a file are called in a network. The first rule whose pattern fits the whole name gives the new
 * one; without such a rule a name stays.
 *
 * <pre>{@code
 * Renaming.NONE.with("layer*.*.downsample.0.*", "stage*.*.basic1.conv3.*").with("fc.*", "")
 * }</pre>
 */
public final class Renaming {
    /** Every name stays. */
    public static final Renaming NONE = new Renaming(List.of());

    /** Names of weights are much shorter; a file may hold others, on which no time is spent. */
    private static final int LONGEST = 1_000;

    private final List<Rule> rules;

    private record Rule(NamePattern from, String to) {
    }

    private Renaming(List<Rule> rules) {
        this.rules = rules;
    }

    /**
     * One more rule behind the others.
     *
     * @param from a {@link NamePattern} of names in the file
     * @param to the name in the network, in which each {@code *} is what the star at the same place stands for; empty
     *        to leave the tensor out
     * @throws CnncException if {@code to} has more stars than {@code from}
     */
    public Renaming with(String from, String to) {
        NamePattern pattern = new NamePattern(from);
        long stars = to.chars().filter(c -> c == '*').count();
        if (stars > pattern.stars()) {
            throw new CnncException("the name '" + to + "' has more stars than the pattern '" + from + "'");
        }
        List<Rule> more = new ArrayList<>(rules);
        more.add(new Rule(pattern, to));
        return new Renaming(List.copyOf(more));
    }

    /** What a tensor of the file is called in the network; empty if it is left out. */
    public String apply(String name) {
        if (name.length() > LONGEST) {
            return name;
        }
        for (Rule rule : rules) {
            Optional<List<String>> stars = rule.from.match(name);
            if (stars.isPresent()) {
                return filled(rule.to, stars.get());
            }
        }
        return name;
    }

    private static String filled(String to, List<String> stars) {
        StringBuilder name = new StringBuilder();
        int star = 0;
        for (int i = 0; i < to.length(); i++) {
            if (to.charAt(i) == '*') {
                name.append(stars.get(star++));
            } else {
                name.append(to.charAt(i));
            }
        }
        return name.toString();
    }
}
