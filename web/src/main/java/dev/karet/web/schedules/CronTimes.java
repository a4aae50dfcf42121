package dev.karet.web.schedules;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import dev.karet.model.JsonPointer;
import dev.karet.model.Problems;
import dev.karet.model.Quoted;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The moments that a cron expression of five fields names in a time zone. Immutable.
 *
 * <p>When the clocks go forward, a time that the jump leaves out is due at the jump, unless the schedule is due within the hour after it anyway.
 * When they go back, a schedule of single times is due once, at the first of the two; one that repeats within the hour goes on repeating.
 */
public final class CronTimes {

    private static final CronDefinition UNIX = CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX);
    private static final Pattern FIELD = Pattern.compile("[0-9A-Za-z*,/-]{1,100}");
    private static final List<String> PARTS = List.of("minute", "hour", "day of the month", "month", "day of the week");
    private static final List<String> RANGES = List.of(
            "0 to 59", "0 to 23", "1 to 31", "1 to 12 or JAN to DEC", "0 to 7 or SUN to SAT, where 0 and 7 are Sunday");
    private static final List<Duration> LOOKS_BACK = List.of(
            Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(31), Duration.ofDays(366), Duration.ofDays(3_000));

    private final ExecutionTime times;
    private final ZoneId zone;

    private CronTimes(ExecutionTime times, ZoneId zone) {
        this.times = times;
        this.zone = zone;
    }

    /**
     * Reads an expression and a zone; every fault is added to {@code problems}, with the part that is wrong.
     *
     * @param at where the document holds the two, as {@code cron} and {@code zone}
     */
    static Optional<CronTimes> read(String cron, String zone, JsonPointer at, Problems problems) {
        Optional<ZoneId> place = zone(zone, at.field("zone"), problems);
        Optional<ExecutionTime> times = times(cron, at.field("cron"), problems);
        if (place.isEmpty() || times.isEmpty()) return Optional.empty();
        CronTimes found = new CronTimes(times.get(), place.get());
        if (found.next(Instant.EPOCH).isEmpty()) {
            problems.add(
                    "bad_cron",
                    at.field("cron"),
                    "The schedule %s names a day that never comes.".formatted(Quoted.text(cron)),
                    "Choose a day that the month has.");
            return Optional.empty();
        }
        return Optional.of(found);
    }

    private static Optional<ZoneId> zone(String zone, JsonPointer at, Problems problems) {
        try {
            // Offsets and old abbreviations have no rules for summer time.
            if (ZoneId.getAvailableZoneIds().contains(zone)) return Optional.of(ZoneId.of(zone));
        } catch (DateTimeException e) {
            // Told below.
            return Optional.empty();
        }
        problems.add(
                "bad_zone",
                at,
                "There is no time zone %s.".formatted(Quoted.text(zone)),
                problems.nearest(zone, ZoneId.getAvailableZoneIds())
                        .orElse("Use a name such as \"Europe/Berlin\", \"America/Toronto\" or \"UTC\"."));
        return Optional.empty();
    }

    private static Optional<ExecutionTime> times(String cron, JsonPointer at, Problems problems) {
        String[] fields = cron.strip().split("\\s+", 7);
        if (fields.length != PARTS.size()) {
            problems.add(
                    "bad_cron",
                    at,
                    "The schedule %s has %s fields instead of five."
                            .formatted(
                                    Quoted.text(cron),
                                    cron.isBlank() ? "no" : fields.length > 6 ? "too many" : fields.length),
                    "Write minute, hour, day of the month, month and day of the week, such as \"0 6 * * 1-5\" for six o'clock on weekdays.");
            return Optional.empty();
        }
        boolean sound = true;
        for (int i = 0; i < fields.length; i++) {
            List<String> alone = new ArrayList<>(List.of("*", "*", "*", "*", "*"));
            alone.set(i, fields[i]);
            if (FIELD.matcher(fields[i]).matches()
                    && parsed(String.join(" ", alone)).isPresent()) continue;
            sound = false;
            problems.add(
                    "bad_cron",
                    at,
                    "The %s, %s, is not one of a schedule.".formatted(PARTS.get(i), Quoted.text(fields[i])),
                    "Use *, numbers of %s, lists (1,15), ranges (1-5) or steps (*/10).".formatted(RANGES.get(i)));
        }
        return sound ? parsed(String.join(" ", fields)) : Optional.empty();
    }

    private static Optional<ExecutionTime> parsed(String cron) {
        try {
            return Optional.of(ExecutionTime.forCron(
                    new CronParser(UNIX).parse(cron.toUpperCase(Locale.ROOT)).validate()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The first due time after {@code moment}; empty when there is none. */
    public Optional<Instant> next(Instant moment) {
        Optional<Instant> usual = times.nextExecution(moment.atZone(zone)).map(ZonedDateTime::toInstant);
        Instant end = usual.orElse(moment.plus(Duration.ofDays(366)));
        ZoneOffsetTransition jump = zone.getRules().nextTransition(moment);
        while (jump != null && jump.getInstant().isBefore(end)) {
            if (leavesOut(jump)) return Optional.of(jump.getInstant());
            jump = zone.getRules().nextTransition(jump.getInstant());
        }
        return usual;
    }

    /** Whether a jump forward leaves out a due time that nothing soon after makes up for. */
    private boolean leavesOut(ZoneOffsetTransition jump) {
        if (!jump.isGap()) return false;
        LocalDateTime from = jump.getDateTimeBefore();
        LocalDateTime to = jump.getDateTimeAfter();
        Optional<LocalDateTime> leftOut = times.nextExecution(
                        from.minusSeconds(1).atZone(ZoneOffset.UTC))
                .map(ZonedDateTime::toLocalDateTime)
                .filter(time -> time.isBefore(to));
        if (leftOut.isEmpty()) return false;
        Instant soon = jump.getInstant().plus(jump.getDuration());
        return times.nextExecution(jump.getInstant().minusSeconds(1).atZone(zone))
                .filter(time -> !time.toInstant().isAfter(soon))
                .isEmpty();
    }

    /** The last due time up to {@code moment}, itself included; empty when there was none in the last eight years. */
    public Optional<Instant> last(Instant moment) {
        for (Duration back : LOOKS_BACK) {
            Optional<Instant> due = next(moment.minus(back)).filter(time -> !time.isAfter(moment));
            if (due.isEmpty()) continue;
            Instant last = due.get();
            for (Optional<Instant> later = next(last);
                    later.isPresent() && !later.get().isAfter(moment);
                    later = next(last)) {
                last = later.get();
            }
            return Optional.of(last);
        }
        return Optional.empty();
    }

    /** The next {@code most} due times. */
    public List<Instant> upcoming(Instant moment, int most) {
        List<Instant> times = new ArrayList<>();
        Optional<Instant> next = next(moment);
        while (next.isPresent() && times.size() < most) {
            times.add(next.get());
            next = next(next.get());
        }
        return times;
    }
}
