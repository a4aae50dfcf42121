package dev.karet.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects the faults of one document, up to a number that a person can still read. Not thread-safe. */
public final class Problems {

    /** How many are kept; a document with more has been told enough. */
    public static final int MOST = 1_000;

    private final List<Problem> found = new ArrayList<>();

    public void add(Problem problem) {
        if (found.size() < MOST) found.add(problem);
    }

    public void addAll(List<Problem> problems) {
        problems.forEach(this::add);
    }

    public void add(String kind, JsonPointer at, String message, String hint) {
        add(kind, at, message, Optional.of(hint));
    }

    public void add(String kind, JsonPointer at, String message, Optional<String> hint) {
        if (found.size() < MOST) found.add(new Problem(kind, at.toString(), message, hint));
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public List<Problem> list() {
        return List.copyOf(found);
    }
}
