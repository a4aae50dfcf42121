package dev.karet.model.json;

import dev.karet.model.Problem;
import java.util.List;

/** What became of a document: its value, or every fault of its structure. Immutable. */
public sealed interface ReadResult<T> {

    /** The document is well formed. */
    record Read<T>(T value) implements ReadResult<T> {}

    /**
     * The document is not well formed.
     *
     * @param problems at least one
     */
    record Faulty<T>(List<Problem> problems) implements ReadResult<T> {
        public Faulty {
            problems = List.copyOf(problems);
        }
    }
}
