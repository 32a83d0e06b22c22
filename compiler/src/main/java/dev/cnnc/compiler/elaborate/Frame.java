package dev.cnnc.compiler.elaborate;

import dev.cnnc.compiler.diagnostic.Diagnostic;
import dev.cnnc.grammar.tree.Body;
import java.util.List;

/** Where unfolding is: the names that a body sees, and the tensor that its next layer takes. */
final class Frame {

    /** What a body belongs to, as far as it decides what may stand in it. */
    enum Place {
        /** The model's own body, and conditions in it. */
        MODEL,
        /** On the way from the input to the end of the model. */
        MAIN_PATH,
        SIDE_PATH
    }

    private final Scope scope;
    private final Names names;
    private final Labels labels;
    private final Place place;
    private Tensor current;

    Frame(Scope scope, Names names, Labels labels, Place place, Tensor current) {
        this.scope = scope;
        this.names = names;
        this.labels = labels;
        this.place = place;
        this.current = current;
    }

    /** A body within, which begins with this one's tensor. */
    Frame inner(Body body, Scope innerScope, Names innerNames, Place innerPlace) {
        return new Frame(innerScope, innerNames, labels.inner(body), innerPlace, current);
    }

    /** The place of a body within, which is no longer the model's own. */
    Place innerPlace() {
        return place == Place.MODEL ? Place.MAIN_PATH : place;
    }

    Scope scope() {
        return scope;
    }

    Names names() {
        return names;
    }

    Labels labels() {
        return labels;
    }

    Place place() {
        return place;
    }

    List<Diagnostic.Note> trail() {
        return scope.trail();
    }

    Tensor current() {
        return current;
    }

    void advance(Tensor tensor) {
        current = tensor;
    }
}
