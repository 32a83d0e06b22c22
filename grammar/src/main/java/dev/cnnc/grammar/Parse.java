package dev.cnnc.grammar;

import dev.cnnc.grammar.antlr.CnnParser;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/**
 * A file with its tokens and ANTLR's tree.
 *
 * @param tokens all tokens, comments and white space too; empty if the text was too long to look at
 * @param root   ANTLR's tree, fit to be walked only if there are no errors
 * @param errors in the order of the text
 */
record Parse(SourceFile file, List<? extends Token> tokens, CnnParser.FileContext root, List<SyntaxError> errors) {

    private static final int MOST_ERRORS = 50;

    static Parse of(SourceFile file) {
        if (file.text().length() > TokenReader.LONGEST_TEXT) {
            SyntaxError error = new SyntaxError(new Span(file, 0, 0),
                    String.format("the file has %,d characters", file.text().length()),
                    String.format("a file has at most %,d", TokenReader.LONGEST_TEXT));
            return new Parse(file, List.of(), null, List.of(error));
        }
        List<SyntaxError> errors = new ArrayList<>();
        List<CommonToken> read = new TokenReader(file, errors).read();
        BracketRepair brackets = new BracketRepair(file, read, errors);
        List<CommonToken> repaired = brackets.repair();

        List<SyntaxError> parseErrors = new ArrayList<>();
        CommonTokenStream stream = new CommonTokenStream(new ListTokenSource(repaired));
        stream.fill();
        CnnParser parser = new CnnParser(stream);
        parser.removeErrorListeners();
        parser.setErrorHandler(new ErrorStrategy(file, parseErrors));
        parser.addParseListener(new NestingGuard());
        CnnParser.FileContext root = null;
        try {
            root = parser.file();
        } catch (ParseCancellationException e) {
            // Enough errors were found.
        } catch (NestingGuard.TooDeep e) {
            parseErrors.add(new SyntaxError(
                    new Span(file, e.where().getStartIndex(), e.where().getStopIndex() + 1),
                    "this is nested more than " + NestingGuard.DEEPEST + " deep",
                    "name parts of it with 'let' or 'block'"));
        }
        addIndependent(parseErrors, brackets.doubtful(), errors);
        errors.sort(Comparator.comparingInt(error -> error.span().start()));
        return new Parse(file, repaired, root, errors.size() > MOST_ERRORS ? errors.subList(0, MOST_ERRORS) : errors);
    }

    /** The parser's errors but those that follow from another: one a line, and none near a missing bracket. */
    private static void addIndependent(List<SyntaxError> found, List<Span> doubtful, List<SyntaxError> errors) {
        Set<Integer> lines = new HashSet<>();
        errors.forEach(error -> lines.add(error.span().line()));
        NavigableMap<Integer, Integer> doubtfulUntil = new TreeMap<>();
        int furthest = -1;
        for (Span doubt : doubtful.stream().sorted(Comparator.comparingInt(Span::start)).toList()) {
            furthest = Math.max(furthest, doubt.end());
            doubtfulUntil.put(doubt.start(), furthest);
        }
        for (SyntaxError error : found) {
            int start = error.span().start();
            Map.Entry<Integer, Integer> doubt = doubtfulUntil.floorEntry(start);
            boolean follows = doubt != null && start <= doubt.getValue();
            if (!follows && lines.add(error.span().line())) {
                errors.add(error);
            }
        }
        if (errors.isEmpty()) {
            errors.addAll(found);
        }
    }
}
