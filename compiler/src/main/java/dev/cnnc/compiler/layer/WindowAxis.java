package dev.cnnc.compiler.layer;

/**
 * A sliding window in one direction: sizes in pixels.
 *
 * @param input  without padding
 * @param reach  from the first pixel of the window to the last
 * @param padded the input with what lies before and after it
 */
record WindowAxis(long input, long reach, long stride, long before, long after, long padded) {

    static WindowAxis of(
            long input, long kernel, long stride, long dilation, Padding.Mode mode, long before, long after) {
        long reach = reach(kernel, dilation);
        long first = before;
        long last = after;
        if (mode == Padding.Mode.FULL) {
            first = reach - 1;
            last = reach - 1;
        } else if (mode == Padding.Mode.SAME) {
            long spanned = Math.addExact(Math.multiplyExact(ceilDiv(input, stride) - 1, stride), reach);
            long total = Math.max(spanned - input, 0);
            first = total / 2;
            last = total - first;
        }
        return new WindowAxis(input, reach, stride, first, last, Math.addExact(input, Math.addExact(first, last)));
    }

    static long reach(long kernel, long dilation) {
        return Math.addExact(Math.multiplyExact(kernel - 1, dilation), 1);
    }

    static long ceilDiv(long a, long b) {
        return Math.floorDiv(a - 1, b) + 1;
    }

    /**
     * The pixels of a window lie {@code dilation} apart, so that modulo the stride they fall on every
     * {@code gcd(stride, dilation)}-th place only.
     */
    static long readPerStride(long kernel, long stride, long dilation) {
        long a = stride;
        long b = dilation;
        while (b != 0) {
            long rest = a % b;
            a = b;
            b = rest;
        }
        return Math.min(kernel, stride / a);
    }

    boolean fits() {
        return reach <= padded;
    }

    long positions(boolean ceil) {
        long room = padded - reach;
        if (!ceil) {
            return room / stride + 1;
        }
        long positions = ceilDiv(room, stride) + 1;
        return Math.multiplyExact(positions - 1, stride) >= input + before ? positions - 1 : positions;
    }

    long leftOut(boolean ceil) {
        long end = (positions(ceil) - 1) * stride + reach - before;
        return Math.max(0, input - end);
    }

    /** {@code (4 - 5 + 2*0)/1 + 1 = 0}: the rule for the number of positions, with the numbers in. */
    String calculation() {
        String padding = before == after ? "2*" + before : "(" + before + " + " + after + ")";
        long room = padded - reach;
        String rounded = room % stride == 0 ? "" : ", rounded down";
        return "(" + input + " - " + reach + " + " + padding + ")/" + stride + " + 1 = "
                + (Math.floorDiv(room, stride) + 1) + rounded;
    }
}
