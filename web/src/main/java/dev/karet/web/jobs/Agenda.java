package dev.karet.web.jobs;

import dev.karet.store.JobId;
import dev.karet.store.Slug;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** When one service looks at which scheduled runs again. It may forget everything: the records are the truth. Thread-safe. */
final class Agenda {

    private final Map<Entry, Look> looks = new HashMap<>();

    /** A run to look at. */
    record Entry(Slug slug, JobId job) {}

    /**
     * When to look at a run.
     *
     * @param behindAnother whether it waits for another run to end, so that it may begin before it is due
     */
    record Look(Instant at, boolean behindAnother) {}

    /** Looks at a run then, and not at another time. */
    synchronized void plan(Entry entry, Look look) {
        looks.put(entry, look);
    }

    /** Looks at a run then, unless it is remembered already. */
    synchronized void remember(Entry entry, Look look) {
        looks.putIfAbsent(entry, look);
    }

    /** Takes out what is to be looked at now. */
    synchronized Map<Entry, Look> due(Instant now) {
        Map<Entry, Look> due = new LinkedHashMap<>();
        looks.forEach((entry, look) -> {
            if (!look.at().isAfter(now)) due.put(entry, look);
        });
        due.keySet().forEach(looks::remove);
        return due;
    }
}
