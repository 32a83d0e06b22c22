package dev.cnnc.compiler;

/** A file without errors: one of a model, or one of blocks that models import. */
public sealed interface CheckedFile permits CheckedModel, CheckedBlocks {}
