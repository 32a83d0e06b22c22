package dev.cnnc.compiler.diagnostic;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a message is about. Its code ({@code E0201}) and its slug ({@code undefined-name}) are stable, so that tools and
 * tests can rely on them; {@code docs/errors/E0201.md} explains it, and {@code cnnc explain E0201} prints that page.
 *
 * <p>The hundreds are groups: for errors 1 text and files, 2 names, 3 values, 4 shapes, 5 the model as a whole; for
 * warnings 1 what is unused, 2 learning, 3 what the layers see, 4 size.
 */
public enum DiagnosticCode {
    SYNTAX("E0101", "the text is not in the language"),
    UNSUPPORTED_VERSION("E0102", "the file is in another version of the language"),
    IMPORT("E0103", "a file, or what it should declare, cannot be imported"),

    UNDEFINED_NAME("E0201", "a name has no value here"),
    UNDEFINED_TENSOR("E0202", "a label names no tensor here"),
    UNKNOWN_LAYER("E0203", "there is no such layer or block"),
    DUPLICATE_NAME("E0204", "a name is given twice"),
    CYCLE("E0205", "something depends on itself"),

    UNKNOWN_ATTRIBUTE("E0301", "a call gives a value that nothing takes"),
    DUPLICATE_ATTRIBUTE("E0302", "a call gives a value twice"),
    MISSING_ATTRIBUTE("E0303", "a call lacks a value"),
    WRONG_TYPE("E0304", "a value is of the wrong kind"),
    OUT_OF_RANGE("E0305", "a number is out of range"),
    NOT_WHOLE("E0306", "a number is not whole"),
    ARITHMETIC("E0307", "a calculation has no result"),

    SHAPE_MISMATCH("E0401", "shapes do not fit together"),
    KERNEL_TOO_LARGE("E0402", "a window is larger than its image"),
    INDIVISIBLE("E0403", "channels cannot be split into equal parts"),
    WRONG_INPUT_COUNT("E0404", "a layer takes another number of tensors"),
    OVERFLOW("E0405", "a number does not fit in 64 bits"),
    TOO_LARGE("E0406", "something is beyond a limit"),

    MISSING_MODEL("E0501", "a file has no model"),
    MISSING_INPUT("E0502", "a model has no input"),
    MISPLACED("E0503", "something stands where it cannot"),
    LABELS("E0504", "the labels do not fit the network"),
    TRAINING("E0505", "an output does not fit its loss"),
    SIDE_WITHOUT_OUTPUT("E0506", "a side path has no output"),
    WEIGHT_PATTERN("E0507", "a pattern of weights does not suit the network"),

    UNUSED_TENSOR("W0101", "nothing takes a tensor"),
    UNUSED_BLOCK("W0102", "a block is never used"),
    UNUSED_PARAMETER("W0103", "a parameter is never used"),
    UNUSED_CONSTANT("W0104", "a constant is never used"),
    UNUSED_IMPORT("W0105", "an import is never used"),

    BIAS_BEFORE_NORM("W0201", "a bias stands before a norm that takes it away"),
    DROPOUT_AT_END("W0202", "dropout stands behind the last layer"),
    PROBABILITIES_AS_SCORES("W0203", "probabilities go where scores are wanted"),
    SCORES_AS_PROBABILITIES("W0204", "scores go where probabilities are wanted"),

    STRIDE_SKIPS_PIXELS("W0301", "a stride skips pixels"),
    EDGE_DROPPED("W0302", "pixels at the edge are left out", false),
    RECEPTIVE_FIELD("W0303", "the receptive field is small for the image"),

    DENSE_HEAVY("W0401", "one dense layer holds nearly all parameters");

    private final String code;
    private final String title;
    private final boolean onByDefault;

    DiagnosticCode(String code, String title) {
        this(code, title, true);
    }

    DiagnosticCode(String code, String title, boolean onByDefault) {
        this.code = code;
        this.title = title;
        this.onByDefault = onByDefault;
    }

    /** {@code E0201}. */
    public String code() {
        return code;
    }

    /** {@code undefined-name}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What is wrong, without a full stop. */
    public String title() {
        return title;
    }

    /** Whether the model compiles all the same. */
    public boolean isWarning() {
        return code.startsWith("W");
    }

    /** Whether it is given without being asked for. */
    public boolean isOnByDefault() {
        return onByDefault;
    }

    /** The one with a code or a slug, in any case of letters. */
    public static Optional<DiagnosticCode> find(String text) {
        return Arrays.stream(values())
                .filter(it -> it.code.equalsIgnoreCase(text) || it.slug().equalsIgnoreCase(text))
                .findFirst();
    }

    /** All codes and slugs, for suggestions. */
    public static List<String> names() {
        return Arrays.stream(values())
                .flatMap(it -> List.of(it.code, it.slug()).stream())
                .toList();
    }
}
