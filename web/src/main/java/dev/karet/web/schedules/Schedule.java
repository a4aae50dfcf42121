package dev.karet.web.schedules;

import dev.karet.model.JsonPointer;
import dev.karet.model.Problems;
import dev.karet.model.json.Fields;
import dev.karet.model.json.JsonTree;
import dev.karet.model.json.Writing;
import java.time.Instant;
import java.util.Optional;

/**
 * When a pipeline runs by itself. Immutable.
 *
 * @param cron five fields; absent when the pipeline has no times
 * @param zone the time zone of {@code cron}
 * @param enabled whether the times count
 * @param autoRun whether uploads start a run
 * @param since when this was said; times before it are not made up for
 */
public record Schedule(Optional<String> cron, String zone, boolean enabled, boolean autoRun, Instant since) {

    /** Of a pipeline about which nobody said anything. */
    public static final Schedule NONE = new Schedule(Optional.empty(), "UTC", true, true, Instant.EPOCH);

    /** Reads what somebody wishes; faults of its form are reported. */
    public static Schedule read(Fields fields, Instant now) {
        Schedule read = new Schedule(
                fields.optionalText("cron"),
                fields.text("zone", NONE.zone()),
                fields.bool("enabled", true),
                fields.bool("auto_run", true),
                now);
        fields.nothingElse("a schedule");
        return read;
    }

    /** The due times, as far as there are any; faults of their meaning are reported. */
    Optional<CronTimes> check(Problems problems) {
        if (cron.isEmpty()) {
            CronTimes.read("* * * * *", zone, JsonPointer.ROOT, problems);
            return Optional.empty();
        }
        return CronTimes.read(cron.get(), zone, JsonPointer.ROOT, problems);
    }

    /** The due times that count. */
    public Optional<CronTimes> times() {
        return enabled ? check(new Problems()) : Optional.empty();
    }

    /** The fields by which answers and the stored document show this. */
    public Writing writing() {
        return new Writing()
                .put("cron", cron)
                .put("zone", zone)
                .put("enabled", enabled)
                .put("auto_run", autoRun);
    }

    JsonTree stored() {
        return writing().put("since", since.toString()).object();
    }
}
