package dev.cnnc.compiler.diagnostic;

/** What a message is about; its code ({@code undefined-name}) is stable, so that tools and tests can rely on it. */
public enum DiagnosticCode {
    SYNTAX,
    UNSUPPORTED_VERSION,
    IMPORT,
    DUPLICATE_NAME,
    UNDEFINED_NAME,
    UNDEFINED_TENSOR,
    CYCLE,
    UNKNOWN_LAYER,
    UNKNOWN_ATTRIBUTE,
    DUPLICATE_ATTRIBUTE,
    MISSING_ATTRIBUTE,
    WRONG_TYPE,
    OUT_OF_RANGE,
    NOT_WHOLE,
    ARITHMETIC,
    WRONG_INPUT_COUNT,
    SHAPE_MISMATCH,
    KERNEL_TOO_LARGE,
    INDIVISIBLE,
    OVERFLOW,
    TOO_LARGE,
    MISSING_INPUT,
    MISSING_MODEL,
    MISPLACED,
    LABELS,
    TRAINING,
    UNUSED;

    /** {@code undefined-name}. */
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
