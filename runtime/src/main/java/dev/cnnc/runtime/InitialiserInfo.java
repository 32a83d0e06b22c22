package dev.cnnc.runtime;

import java.util.Objects;

/**
 * What a parameter starts from.
 *
 * <ul>
 *   <li>{@code zeros}, {@code ones}, {@code constant} ({@code first})
 *   <li>{@code uniform} from {@code first} to {@code second}; {@code normal} with mean {@code first} and standard
 *       deviation {@code second}; {@code truncated_normal}, the same, cut at two standard deviations
 *   <li>{@code glorot_uniform}, {@code glorot_normal}: variance {@code 2 / (fanIn + fanOut)} (Glorot and Bengio 2010)
 *   <li>{@code he_uniform}, {@code he_normal}: variance {@code 2 / fanIn} (He et al. 2015)
 *   <li>{@code lecun_uniform}, {@code lecun_normal}: variance {@code 1 / fanIn} (LeCun et al. 1998)
 *   <li>{@code orthogonal}: rows of length {@code first} at right angles, or columns if there are fewer of them; a row
 *       is what makes one output value (Saxe et al. 2014)
 * </ul>
 *
 * @param kind one of the above
 * @param first see the kind; else 0
 * @param second see the kind; else 0
 * @param fanIn inputs that reach one output value
 * @param fanOut outputs that one input value reaches
 */
public record InitialiserInfo(String kind, double first, double second, long fanIn, long fanOut) {
    public InitialiserInfo {
        Objects.requireNonNull(kind, "an initialiser's kind");
    }
}
