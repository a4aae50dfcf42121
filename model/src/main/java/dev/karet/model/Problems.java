package dev.karet.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Collects the faults of one document, up to a number that a person can still read. Not thread-safe. */
public final class Problems {

    /** How many are kept; a document with more has been told enough. */
    public static final int MOST = 1_000;

    private static final int MOST_SUGGESTIONS = 100;

    private final List<Problem> found = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();

    public void add(Problem problem) {
        if (found.size() < MOST) found.add(problem);
    }

    /** Notes that something is missing at {@code place}; its problem is told at the object around it. */
    public void missing(JsonPointer place) {
        if (found.size() < MOST) missing.add(place.toString());
    }

    /** The places where something is missing. */
    public List<String> missing() {
        return List.copyOf(missing);
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

    /**
     * {@link NearestName#hint}, as long as few problems were found: a document with hundreds is not mended name by name, and a hostile
     * one must not buy a search for each.
     */
    public Optional<String> nearest(String name, Collection<String> candidates) {
        return nearest(name, () -> candidates);
    }

    /** {@link #nearest(String, Collection)} for candidates that are only collected when they are needed. */
    public Optional<String> nearest(String name, Supplier<Collection<String>> candidates) {
        return found.size() < MOST_SUGGESTIONS ? NearestName.hint(name, candidates.get()) : Optional.empty();
    }

    /** Whether nothing more is kept, so that looking further is in vain. */
    public boolean isFull() {
        return found.size() >= MOST;
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public List<Problem> list() {
        return List.copyOf(found);
    }
}
