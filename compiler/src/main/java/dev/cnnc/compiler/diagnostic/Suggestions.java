package dev.cnnc.compiler.diagnostic;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that a misspelt one was meant to be. */
public final class Suggestions {

    /** More names than this are not searched. */
    private static final int MOST = 1000;

    /** Beyond this a name is no misspelling, and comparing it costs time that a hostile file could ask for. */
    private static final int LONGEST = 64;

    private Suggestions() {}

    /**
     * The candidate nearest to a name, if one is near: the same word in other case, or at most a third of its letters
     * changed, left out, added or swapped with a neighbour.
     */
    public static Optional<String> closest(String name, Collection<String> candidates) {
        if (name.length() > LONGEST) {
            return Optional.empty();
        }
        String best = null;
        int bestDistance = Math.max(1, name.length() / 3) + 1;
        int searched = 0;
        for (String candidate : candidates) {
            if (++searched > MOST) {
                break;
            }
            if (candidate.length() > LONGEST || Math.abs(candidate.length() - name.length()) >= bestDistance) {
                continue;
            }
            int distance = candidate.equalsIgnoreCase(name) ? 0 : distance(lower(name), lower(candidate));
            boolean replacesAll = distance >= Math.max(name.length(), candidate.length());
            if (distance < bestDistance && !replacesAll) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    /** {@code did you mean 'conv'?}, or an empty string. */
    public static String hint(String name, Collection<String> candidates) {
        return hint(name, candidates, "");
    }

    /** {@code did you mean 'conv'?}, or the other hint where nothing is close. */
    public static String hint(String name, Collection<String> candidates, String otherwise) {
        return closest(name, candidates).map(Suggestions::question).orElse(otherwise);
    }

    /** {@code did you mean 'conv'?}. */
    public static String question(String found) {
        return "did you mean '" + found + "'?";
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Edits between two words, a swap of neighbours counting as one (optimal string alignment; Damerau, 1964). */
    static int distance(String left, String right) {
        int[] beforeLast = new int[right.length() + 1];
        int[] last = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int[] row = new int[right.length() + 1];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + change);
                if (i > 1
                        && j > 1
                        && left.charAt(i - 1) == right.charAt(j - 2)
                        && left.charAt(i - 2) == right.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[right.length()];
    }
}
