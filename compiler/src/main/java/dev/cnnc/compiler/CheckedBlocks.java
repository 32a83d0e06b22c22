package dev.cnnc.compiler;

/**
 * Blocks and constants whose file has no errors of its own. What stands inside a block gets its meaning, and its shapes,
 * from the model that calls it.
 *
 * @param blocks how many the file declares
 */
public record CheckedBlocks(int blocks) implements CheckedFile {}
