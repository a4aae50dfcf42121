package dev.karet.worker;

import dev.karet.model.job.RowAccount;
import dev.karet.model.pipeline.PublishGuards;
import dev.karet.store.Slug;
import dev.karet.worker.NextCommit.Draft;
import dev.karet.worker.RunRefused.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Holds back what a pipeline's guards do not let pass. */
final class GuardCheck {

    private GuardCheck() {}

    /** @throws RunRefused when a table goes beyond what {@code guards} allow; it names every one */
    static void check(Slug slug, PublishGuards guards, List<Draft> drafts) {
        List<String> reasons = new ArrayList<>();
        for (Draft draft : drafts) {
            RowAccount rows = draft.rows();
            if (guards.maxRejectedShare().isPresent()
                    && rows.rejected() > guards.maxRejectedShare().getAsDouble() * rows.read()) {
                reasons.add(
                        "of the %,d rows read for table \"%s\", %,d would be rejected (%s), more than the %s allowed"
                                .formatted(
                                        rows.read(),
                                        draft.table().table(),
                                        rows.rejected(),
                                        percent((double) rows.rejected() / rows.read()),
                                        percent(guards.maxRejectedShare().getAsDouble())));
            }
            long before = draft.table().earlier().map(state -> state.rows()).orElse(0L);
            long lost = before - draft.rowCount();
            if (guards.maxShrinkShare().isPresent()
                    && lost > guards.maxShrinkShare().getAsDouble() * before) {
                reasons.add("table \"%s\" would shrink from %,d rows to %,d (by %s), more than the %s allowed"
                        .formatted(
                                draft.table().table(),
                                before,
                                draft.rowCount(),
                                percent((double) lost / before),
                                percent(guards.maxShrinkShare().getAsDouble())));
            }
        }
        if (reasons.isEmpty()) return;
        throw new RunRefused(
                Reason.HELD_BACK,
                ("Held back by publish_guards: %s. Nothing was published. To publish all the same, run it with \"publish_anyway\": true "
                                + "(karet run %s --publish-anyway).")
                        .formatted(String.join("; ", reasons), slug),
                List.of());
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
