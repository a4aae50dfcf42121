package dev.karet.web.http;

import dev.karet.http.Refusal;
import dev.karet.model.ApiError;
import dev.karet.model.json.JsonTree;
import dev.karet.store.Slug;
import dev.karet.web.schedules.CronTimes;
import dev.karet.web.schedules.DueRuns;
import dev.karet.web.schedules.InvalidSchedule;
import dev.karet.web.schedules.Schedule;
import dev.karet.web.schedules.Schedules;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** When a pipeline runs by itself. */
final class ScheduleRoutes implements Routes.Feature {

    private static final int SHOWN = 5;

    private final Schedules schedules;
    private final DueRuns due;
    private final Clock clock;

    ScheduleRoutes(Schedules schedules, DueRuns due, Clock clock) {
        this.schedules = schedules;
        this.due = due;
        this.clock = clock;
    }

    @Override
    public void addTo(Routes routes) {
        String path = "/api/p/{slug}/schedule";
        routes.get(path, Access.READ, ctx -> answer(ctx, schedules.get(pipeline(ctx))));
        routes.put(path, Access.WRITE, this::put);
        routes.delete(path, Access.WRITE, ctx -> {
            Slug slug = pipeline(ctx);
            schedules.delete(slug);
            due.refresh(slug);
            ctx.status(204);
        });
    }

    private void put(Context ctx) {
        Slug slug = pipeline(ctx);
        Schedule schedule = JsonBody.read(ctx, "a schedule", fields -> {
            // A client may send back what it was shown.
            fields.optional("next");
            return Schedule.read(fields, clock.instant());
        });
        try {
            schedules.put(slug, schedule);
        } catch (InvalidSchedule invalid) {
            throw Refusal.of(
                    422,
                    ApiError.of("invalid_schedule", String.valueOf(invalid.getMessage()))
                            .withProblems(invalid.problems()));
        }
        due.refresh(slug);
        answer(ctx, schedule);
    }

    private void answer(Context ctx, Schedule schedule) {
        Optional<CronTimes> times = schedule.times();
        List<Instant> next =
                times.map(found -> found.upcoming(clock.instant(), SHOWN)).orElse(List.of());
        JsonTree answer = schedule.writing()
                .putTexts("next", next.stream().map(Instant::toString).toList())
                .object();
        JsonBody.answer(ctx, 200, answer);
    }

    private Slug pipeline(Context ctx) {
        Slug slug = Params.slug(ctx);
        if (schedules.hasPipeline(slug)) return slug;
        throw Refusal.of(404, "pipeline_config_not_found", "There is no pipeline \"%s\".".formatted(slug));
    }
}
