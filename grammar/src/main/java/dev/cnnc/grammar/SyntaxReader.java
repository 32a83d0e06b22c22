package dev.cnnc.grammar;

import dev.cnnc.grammar.tree.ModelFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the text of a {@code .cnn} file into its syntax tree. */
public final class SyntaxReader {

    private SyntaxReader() {}

    /**
     * What reading gave: a tree, or at least one error.
     *
     * @param tree   present exactly when there are no errors
     * @param errors in the order of the text
     */
    public record Result(Optional<ModelFile> tree, List<SyntaxError> errors) {
        public Result {
            errors = List.copyOf(errors);
        }
    }

    /** Reads a file; whatever the text, it ends soon and throws nothing. */
    public static Result read(SourceFile file) {
        return read(Parse.of(file));
    }

    static Result read(Parse parse) {
        if (!parse.errors().isEmpty()) {
            return new Result(Optional.empty(), parse.errors());
        }
        List<SyntaxError> errors = new ArrayList<>();
        ModelFile tree = new TreeBuilder(parse.file(), errors).build(parse.root());
        return new Result(errors.isEmpty() ? Optional.of(tree) : Optional.empty(), errors);
    }
}
