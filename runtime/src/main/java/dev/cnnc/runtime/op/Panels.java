package dev.cnnc.runtime.op;

/**
 * The output channels of all groups in panels, as the kernels compute them; the last panel of a group may be ragged.
 *
 * @param groups  of the convolution
 * @param outputs columns of a group
 * @param width   columns of a panel
 */
record Panels(int groups, int outputs, int width) {
    int perGroup() {
        return (outputs + width - 1) / width;
    }

    /** Panels of all groups; the unit of work across columns. */
    int count() {
        return groups * perGroup();
    }

    /** The column of all groups' with which a panel begins. */
    int begin(int index) {
        return index / perGroup() * outputs + Math.min(outputs, index % perGroup() * width);
    }

    /** The column with which the {@code part}-th of {@code parts} shares of the panels begins. */
    int begin(int part, int parts) {
        return begin((int) ((long) count() * part / parts));
    }
}
