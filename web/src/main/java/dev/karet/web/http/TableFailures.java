package dev.karet.web.http;

import dev.karet.engine.query.QueryFailed;
import dev.karet.http.Refusal;
import dev.karet.table.CommitUnreadable;
import dev.karet.table.CopiesFailed;
import dev.karet.table.TableDamaged;
import dev.karet.web.tables.TableTrouble;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What it means to whoever asked that a table cannot be had or a question not be answered. */
final class TableFailures {

    private static final Logger log = LoggerFactory.getLogger(TableFailures.class);
    private static final Duration SOON = Duration.ofSeconds(2);

    private TableFailures() {}

    /** What {@code feature} answers, its failures as refusals. */
    static <T> T told(Supplier<T> feature) {
        try {
            return feature.get();
        } catch (RuntimeException e) {
            throw translated(e);
        }
    }

    /** What a failure means to whoever asked; itself when it is none that tables know. */
    static RuntimeException translated(RuntimeException e) {
        return switch (e) {
            case TableTrouble trouble -> refusal(trouble);
            case CopiesFailed failed -> refusal(failed);
            case QueryFailed.TooSlow slow -> Refusal.of(422, "query_too_slow", message(slow));
            case QueryFailed.TooLarge large -> Refusal.of(422, "query_too_large", message(large));
            case QueryFailed.Stopped stopped -> Refusal.later("query_stopped", message(stopped), SOON);
            case TableDamaged damaged -> Refusal.of(409, "table_damaged", message(damaged));
            case CommitUnreadable unreadable -> Refusal.of(409, "commit_unreadable", message(unreadable));
            default -> e;
        };
    }

    private static Refusal refusal(TableTrouble trouble) {
        return switch (trouble) {
            case TableTrouble.NoPipeline none -> Refusal.of(404, "pipeline_config_not_found", message(none));
            case TableTrouble.NoTable none -> Refusal.of(404, "table_not_found", message(none));
            case TableTrouble.NotPublished none -> Refusal.of(404, "table_not_published", message(none));
            case TableTrouble.BadQuestion bad -> Refusal.of(400, bad.code(), message(bad));
            case TableTrouble.SnapshotChanged changed -> Refusal.of(409, "snapshot_changed", message(changed));
            case TableTrouble.Busy busy -> Refusal.later("busy", message(busy), SOON);
        };
    }

    private static Refusal refusal(CopiesFailed failed) {
        return switch (failed) {
            case CopiesFailed.TooLarge large -> Refusal.of(422, "table_too_large", message(large));
            case CopiesFailed.NoRoom room -> Refusal.later("busy", message(room), SOON);
            case CopiesFailed.OnTheirWay coming -> Refusal.later("table_loading", message(coming), SOON);
            case CopiesFailed.Restless restless -> Refusal.later("busy", message(restless), SOON);
            case CopiesFailed.Stopped stopped -> Refusal.later("query_stopped", message(stopped), SOON);
            case CopiesFailed.Broken broken -> Refusal.later("s3_error", message(broken), SOON);
            case CopiesFailed.DiskFailed disk -> {
                log.atWarn().addKeyValue("cause", disk.getMessage()).log("copies of tables could not be written");
                yield Refusal.later(
                        "disk_failed",
                        "The service's disk for copies of tables is full or broken. Its log says more.",
                        SOON);
            }
        };
    }

    private static String message(RuntimeException e) {
        return String.valueOf(e.getMessage());
    }
}
