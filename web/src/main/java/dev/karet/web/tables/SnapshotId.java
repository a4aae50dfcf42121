package dev.karet.web.tables;

import dev.karet.model.commit.CommitRecord.Commit;
import java.time.Instant;

/**
 * The commit that an answer is taken from. Immutable.
 *
 * @param job tells it from a commit of the same number, after a pipeline was removed and made again
 */
public record SnapshotId(long commit, String job, Instant at) {

    static SnapshotId of(Commit commit) {
        return new SnapshotId(commit.number(), commit.job(), commit.at());
    }

    String text() {
        return commit + "." + job;
    }
}
