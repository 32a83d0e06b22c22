package dev.cnnc.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A pattern over names of weights: {@code *} stands for any run of characters, dots and none at all included. Every
 * star but the last takes as few characters as it can. Matching takes time in proportion to the name.
 *
 * @param text such as {@code stage*.conv1}
 */
public record NamePattern(String text) {
    private static final char STAR = '*';

    /** Checks that there is a pattern. */
    public NamePattern {
        if (text.isBlank()) {
            throw new CnncException("a pattern of names is empty; 'stem*' would be one");
        }
    }

    /** How many stars there are. */
    public int stars() {
        return (int) text.chars().filter(c -> c == STAR).count();
    }

    /** Whether the whole name fits. */
    public boolean matches(String name) {
        return match(name).isPresent();
    }

    /**
     * Whether the name of a weight fits, or the path of its layer, or a scope around that: {@code stage1} covers
     * {@code stage1.0.conv1.weight}, but not {@code stage10.conv1.weight}.
     */
    public boolean covers(String name) {
        for (int end = name.length(); end > 0; end = name.lastIndexOf('.', end - 1)) {
            if (matches(name.substring(0, end))) {
                return true;
            }
        }
        return false;
    }

    /** What each star stands for, in order; empty if the name does not fit. */
    Optional<List<String>> match(String name) {
        int first = text.indexOf(STAR);
        if (first < 0) {
            return name.equals(text) ? Optional.of(List.of()) : Optional.empty();
        }
        int last = text.lastIndexOf(STAR);
        int end = name.length() - (text.length() - last - 1);
        if (end < first || !name.startsWith(text.substring(0, first)) || !name.endsWith(text.substring(last + 1))) {
            return Optional.empty();
        }
        List<String> found = new ArrayList<>();
        int at = first;
        for (int star = first; star < last;) {
            int next = text.indexOf(STAR, star + 1);
            String between = text.substring(star + 1, next);
            int place = name.indexOf(between, at);
            if (place < 0 || place + between.length() > end) {
                return Optional.empty();
            }
            found.add(name.substring(at, place));
            at = place + between.length();
            star = next;
        }
        found.add(name.substring(at, end));
        return Optional.of(found);
    }

    @Override
    public String toString() {
        return text;
    }
}
