package dev.karet.web.documents;

import java.util.Optional;
import java.util.Set;

/** What a save expects to replace, so that it never undoes what its author has not seen. Immutable. */
public sealed interface Expectation {

    /** Whatever is there, or nothing. */
    record Anything() implements Expectation {}

    /** Nothing may be there. */
    record Nothing() implements Expectation {}

    /** Something must be there, whichever version. */
    record Something() implements Expectation {}

    /** One of these versions must be there, by their marks. */
    record OneOf(Set<String> marks) implements Expectation {
        public OneOf {
            marks = Set.copyOf(marks);
        }
    }

    /**
     * Passes when the expectation is met.
     *
     * @param mark of what is there; empty when nothing is
     * @throws Missed when it is not
     */
    default void require(Optional<String> mark) {
        boolean met = switch (this) {
            case Anything() -> true;
            case Nothing() -> mark.isEmpty();
            case Something() -> mark.isPresent();
            case OneOf(var marks) -> mark.filter(marks::contains).isPresent();
        };
        if (!met) throw new Missed(mark);
    }

    /** What is there is not what was expected. */
    final class Missed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Optional<String> mark;

        public Missed(Optional<String> mark) {
            super(
                    mark.isPresent()
                            ? "It was changed since you read it, or is there already. Read it again, then repeat your change."
                            : "It is no longer there. Read it again, then repeat your change.",
                    null,
                    false,
                    false);
            this.mark = mark;
        }

        /** The mark of what is there; empty when nothing is. */
        public Optional<String> mark() {
            return mark;
        }
    }
}
