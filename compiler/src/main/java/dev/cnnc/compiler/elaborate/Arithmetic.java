package dev.cnnc.compiler.elaborate;

import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.value.Value;
import dev.cnnc.grammar.tree.BinaryOperator;

/** The operators on numbers: exact on whole numbers, and an error where the result fits no number. */
final class Arithmetic {

    private Arithmetic() {}

    static Value apply(BinaryOperator operator, Value left, Value right) {
        if (left instanceof Value.Whole a && right instanceof Value.Whole b) {
            return applyWhole(operator, a.value(), b.value());
        }
        return applyReal(operator, real(operator.symbol(), left), real(operator.symbol(), right));
    }

    static Value negate(Value operand) {
        try {
            return operand instanceof Value.Whole whole
                    ? new Value.Whole(Math.negateExact(whole.value()))
                    : new Value.Real(-real("-", operand));
        } catch (ArithmeticException e) {
            throw overflow();
        }
    }

    private static Value applyWhole(BinaryOperator operator, long a, long b) {
        try {
            return switch (operator) {
                case ADD -> new Value.Whole(Math.addExact(a, b));
                case SUBTRACT -> new Value.Whole(Math.subtractExact(a, b));
                case MULTIPLY -> new Value.Whole(Math.multiplyExact(a, b));
                case DIVIDE -> divide(a, b);
                case FLOOR_DIVIDE -> new Value.Whole(floorDivide(a, b));
                case REMAINDER -> new Value.Whole(Math.floorMod(a, nonZero(b)));
                case POWER -> b >= 0 ? new Value.Whole(power(a, b)) : finite(Math.pow(nonZero(a), b));
                default -> compare(operator, Long.compare(a, b));
            };
        } catch (ArithmeticException e) {
            throw overflow();
        }
    }

    private static Value applyReal(BinaryOperator operator, double a, double b) {
        return switch (operator) {
            case ADD -> finite(a + b);
            case SUBTRACT -> finite(a - b);
            case MULTIPLY -> finite(a * b);
            case DIVIDE -> finite(a / nonZero(b));
            case FLOOR_DIVIDE -> whole(Math.floor(a / nonZero(b)));
            case REMAINDER -> finite(a - Math.floor(a / nonZero(b)) * b);
            case POWER -> finite(Math.pow(a, b));
            default -> compare(operator, Double.compare(a, b));
        };
    }

    private static Value compare(BinaryOperator operator, int order) {
        return new Value.Truth(switch (operator) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
            default -> throw new IllegalArgumentException(operator.symbol());
        });
    }

    private static Value divide(long a, long b) {
        nonZero(b);
        return a % b == 0 ? new Value.Whole(floorDivide(a, b)) : finite((double) a / b);
    }

    /** The smallest long has no positive twin, so that division by -1 can overflow too. */
    private static long floorDivide(long a, long b) {
        return nonZero(b) == -1 ? Math.negateExact(a) : Math.floorDiv(a, b);
    }

    private static long power(long base, long exponent) {
        long result = 1;
        long square = base;
        for (long rest = exponent; rest > 0; rest >>= 1) {
            if ((rest & 1) == 1) {
                result = Math.multiplyExact(result, square);
            }
            if (rest > 1) {
                square = Math.multiplyExact(square, square);
            }
        }
        return result;
    }

    private static long nonZero(long divisor) {
        if (divisor == 0) {
            throw divisionByZero();
        }
        return divisor;
    }

    private static double nonZero(double divisor) {
        if (divisor == 0) {
            throw divisionByZero();
        }
        return divisor;
    }

    private static EvaluationException divisionByZero() {
        return new EvaluationException(DiagnosticCode.ARITHMETIC, "this divides by zero", "");
    }

    static double real(String operation, Value value) {
        if (value instanceof Value.Whole whole) {
            return whole.value();
        }
        if (value instanceof Value.Real real) {
            return real.value();
        }
        throw new EvaluationException(
                DiagnosticCode.WRONG_TYPE, "'" + operation + "' takes numbers, found " + value.describe(), "");
    }

    static Value finite(double value) {
        if (Double.isNaN(value)) {
            throw new EvaluationException(DiagnosticCode.ARITHMETIC, "this has no result among the real numbers", "");
        }
        if (Double.isInfinite(value)) {
            throw overflow();
        }
        return new Value.Real(value);
    }

    /** A real without a fraction as a whole number. */
    static Value whole(double value) {
        if (!(Math.abs(value) < 0x1p63)) {
            throw overflow();
        }
        return new Value.Whole((long) value);
    }

    static EvaluationException overflow() {
        return new EvaluationException(
                DiagnosticCode.OVERFLOW, "the result is too large: whole numbers end at " + Long.MAX_VALUE, "");
    }
}
