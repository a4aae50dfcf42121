package dev.karet.web.pipelines;

import dev.karet.model.Problem;
import dev.karet.store.Slug;
import java.util.List;

/** What cannot be done with a pipeline, and why. The message is a sentence for whoever asked. */
public final class PipelineRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final transient List<Problem> problems;

    /** Why not. */
    public enum Reason {
        /** There is no such pipeline. */
        NOT_FOUND,
        /** The configuration has no such version. */
        VERSION_NOT_FOUND,
        /** The name is taken. */
        ALREADY_EXISTS,
        /** A run is at work. */
        RUNNING,
        /** The pipeline is being created, renamed or deleted. */
        CHANGING,
        /** The configuration is not well formed. */
        CONFIG_UNREADABLE,
        /** Somebody else always came first. */
        CONTENDED
    }

    public PipelineRefused(Reason reason, String message, List<Problem> problems) {
        super(message, null, false, false);
        this.reason = reason;
        this.problems = List.copyOf(problems);
    }

    static PipelineRefused of(Reason reason, String message) {
        return new PipelineRefused(reason, message, List.of());
    }

    public static PipelineRefused notFound(Slug slug) {
        return of(Reason.NOT_FOUND, "There is no pipeline \"%s\".".formatted(slug));
    }

    static PipelineRefused exists(Slug slug) {
        return of(
                Reason.ALREADY_EXISTS,
                "There is a pipeline \"%s\" already. Choose another name, or delete that one first.".formatted(slug));
    }

    static PipelineRefused running(Slug slug, String job) {
        return of(
                Reason.RUNNING, "\"%s\" is at work (%s). Wait until that is done, or cancel it.".formatted(slug, job));
    }

    static PipelineRefused changing(Slug slug, Change change) {
        return of(Reason.CHANGING, "\"%s\" is %s just now. Try again later.".formatted(slug, change.words()));
    }

    public Reason reason() {
        return reason;
    }

    /** The faults behind it; mostly none. */
    public List<Problem> problems() {
        return problems;
    }
}
