package dev.cnnc.compiler.layer;

import dev.cnnc.compiler.diagnostic.DiagnosticCode;
import dev.cnnc.compiler.value.Value;
import dev.cnnc.grammar.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A kernel of numbers that the user gives.
 *
 * @param rows at least one, all of one length
 */
public record FilterKernel(List<List<Double>> rows) {

    static final AttributeType<FilterKernel> TYPE = new Type();

    /** A larger kernel is a mistake, and would be a large text in the generated class. */
    private static final int LARGEST = 31;

    private static final List<Named> NAMED = List.of(
            new Named("sobel_x", 1, -1, 0, 1, -2, 0, 2, -1, 0, 1),
            new Named("sobel_y", 1, -1, -2, -1, 0, 0, 0, 1, 2, 1),
            new Named("sharpen", 1, 0, -1, 0, -1, 5, -1, 0, -1, 0),
            new Named("emboss", 1, -2, -1, 0, -1, 1, 1, 0, 1, 2),
            new Named("box", 9, 1, 1, 1, 1, 1, 1, 1, 1, 1),
            new Named("gaussian_blur", 16, 1, 2, 1, 2, 4, 2, 1, 2, 1));

    public FilterKernel {
        rows = rows.stream().map(List::copyOf).toList();
    }

    Extent extent() {
        return new Extent(rows.size(), rows.get(0).size());
    }

    /** Row by row, with blanks between. */
    String text() {
        return rows.stream().flatMap(List::stream).map(Numbers::write).collect(Collectors.joining(" "));
    }

    /** A 3x3 kernel with a name. */
    private record Named(String name, FilterKernel kernel) {

        Named(String name, double divisor, int... numbers) {
            this(name, new FilterKernel(
                    List.of(row(divisor, numbers, 0), row(divisor, numbers, 3), row(divisor, numbers, 6))));
        }

        private static List<Double> row(double divisor, int[] numbers, int from) {
            return List.of(numbers[from] / divisor, numbers[from + 1] / divisor, numbers[from + 2] / divisor);
        }
    }

    private record Type() implements AttributeType<FilterKernel> {

        @Override
        public FilterKernel read(Value value, Span span) throws Mismatch {
            if (value instanceof Value.Symbol symbol) {
                return NAMED.stream()
                        .filter(named -> named.name.equals(symbol.name()))
                        .findFirst()
                        .map(Named::kernel)
                        .orElseThrow(this::wrong);
            }
            if (!(value instanceof Value.Sequence matrix)) {
                throw wrong();
            }
            List<List<Double>> rows = new ArrayList<>();
            for (Value row : matrix.elements()) {
                rows.add(row(row, span));
            }
            int width = rows.isEmpty() ? 0 : rows.get(0).size();
            if (width == 0 || rows.stream().anyMatch(row -> row.size() != width)) {
                throw wrong();
            }
            if (Math.max(rows.size(), width) > LARGEST) {
                throw Mismatch.of(DiagnosticCode.OUT_OF_RANGE, "at most " + LARGEST + " numbers high and wide", "");
            }
            return new FilterKernel(rows);
        }

        private List<Double> row(Value value, Span span) throws Mismatch {
            if (!(value instanceof Value.Sequence row)) {
                throw wrong();
            }
            List<Double> numbers = new ArrayList<>();
            for (Value number : row.elements()) {
                numbers.add(NumberType.ANY.read(number, span));
            }
            return numbers;
        }

        private Mismatch wrong() {
            return Mismatch.of(DiagnosticCode.WRONG_TYPE, expected(), "");
        }

        @Override
        public String expected() {
            return "a word such as sobel_x, or rows of one length, such as [[0, 1, 0], [1, -4, 1], [0, 1, 0]]";
        }

        @Override
        public String reference() {
            return String.join(", ", words()) + ", all 3x3, or rows of one length, such as "
                    + "[[0, 1, 0], [1, -4, 1], [0, 1, 0]]";
        }

        @Override
        public String write(FilterKernel value) {
            return NAMED.stream()
                    .filter(named -> named.kernel.equals(value))
                    .findFirst()
                    .map(Named::name)
                    .orElseGet(() -> value.rows.stream()
                            .map(row -> row.stream().map(Numbers::write).collect(Collectors.joining(", ", "[", "]")))
                            .collect(Collectors.joining(", ", "[", "]")));
        }

        @Override
        public List<String> words() {
            return NAMED.stream().map(Named::name).toList();
        }
    }
}
