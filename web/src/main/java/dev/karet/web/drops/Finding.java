package dev.karet.web.drops;

import dev.karet.infer.Detection;
import java.util.List;
import java.util.Optional;

/** One thing to tell of a file and a source that is there. Immutable; {@code loses} says that rows would be lost. */
public record Finding(
        String kind,
        Severity severity,
        boolean loses,
        String message,
        Optional<String> column,
        Optional<String> proposal,
        long count,
        List<Detection.Example> examples) {

    /** How grave it is. */
    public enum Severity {
        ERROR,
        WARNING,
        INFO
    }

    public Finding {
        examples = List.copyOf(examples);
    }

    static Finding of(String kind, Severity severity, boolean loses, String message, Optional<String> column) {
        return new Finding(kind, severity, loses, message, column, Optional.empty(), 0, List.of());
    }
}
