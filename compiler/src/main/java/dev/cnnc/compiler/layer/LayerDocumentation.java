package dev.cnnc.compiler.layer;

/**
 * What a reader wants to know of a kind beside its attributes.
 *
 * @param shape   the shape rule, a sentence
 * @param formula what it computes
 * @param example the body of a model that compiles
 * @param source  the paper or convention it follows, or an empty string
 */
public record LayerDocumentation(String shape, String formula, String example, String source) {}
