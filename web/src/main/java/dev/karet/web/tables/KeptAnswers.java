package dev.karet.web.tables;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.karet.engine.query.ColumnProfile;
import dev.karet.engine.query.Position;
import dev.karet.engine.query.RowFilter;
import dev.karet.engine.query.RowPage;
import dev.karet.engine.query.Selection;
import dev.karet.engine.query.Value;
import dev.karet.store.Slug;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * KeptAnswers by what was asked and the commit they were taken from, so that a new commit makes none of them wrong. Bounded by weight.
 * Thread-safe.
 */
final class KeptAnswers {

    private static final int OF_A_CELL = 40;

    /** An answer is kept with what it says. */
    private final Cache<Asked, Object> kept;

    /** Everything that an answer depends on; the columns too, since a configuration may name the folders of a path anew. */
    sealed interface Asked {
        record Page(Place place, Selection selection, Optional<Position> after, int limit) implements Asked {}

        record Count(Place place, List<RowFilter> filters) implements Asked {}

        record Profile(Place place, String column) implements Asked {}
    }

    /** A table of a commit. */
    record Place(Slug slug, SnapshotId snapshot, String table, TableColumns columns) {}

    KeptAnswers(long bytes) {
        kept = Caffeine.newBuilder()
                .maximumWeight(bytes)
                .weigher(KeptAnswers::weight)
                .build();
    }

    RowPage page(Asked.Page asked, Supplier<RowPage> answer) {
        return (RowPage) answer(asked, answer);
    }

    long count(Asked.Count asked, Supplier<Long> answer) {
        return (Long) answer(asked, answer);
    }

    ColumnProfile profile(Asked.Profile asked, Supplier<ColumnProfile> answer) {
        return (ColumnProfile) answer(asked, answer);
    }

    /** Asked outside of the cache: a computation inside would hold up others that fall into the same place. */
    private <T> Object answer(Asked asked, Supplier<T> answer) {
        Object known = kept.getIfPresent(asked);
        if (known != null) return known;
        T found = answer.get();
        kept.put(asked, found);
        return found;
    }

    private static int weight(Asked asked, Object answer) {
        long weight = 1_000;
        if (answer instanceof RowPage page) {
            for (List<Value> row : page.rows()) {
                for (Value value : row) {
                    weight += OF_A_CELL + (value instanceof Value.Text(var text) ? 2L * text.length() : 0);
                }
            }
        } else if (answer instanceof ColumnProfile) {
            weight += 10_000;
        }
        return (int) Math.min(Integer.MAX_VALUE, weight);
    }
}
