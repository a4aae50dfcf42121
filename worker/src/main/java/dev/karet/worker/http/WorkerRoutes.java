package dev.karet.worker.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.http.Answers;
import dev.karet.http.Body;
import dev.karet.http.Refusal;
import dev.karet.http.ServiceMetrics;
import dev.karet.model.ApiError;
import dev.karet.model.Problem;
import dev.karet.model.job.JobRecord;
import dev.karet.model.job.RunAnswer;
import dev.karet.model.job.RunRequest;
import dev.karet.model.json.ApiJson;
import dev.karet.model.json.PipelineJson;
import dev.karet.model.json.ReadResult;
import dev.karet.model.pipeline.PipelineChecker;
import dev.karet.model.pipeline.PipelineConfig;
import dev.karet.store.JobId;
import dev.karet.store.Slug;
import dev.karet.worker.RunOrder;
import dev.karet.worker.Runs;
import dev.karet.worker.Runs.Admission;
import dev.karet.worker.StopSignal;
import io.javalin.http.Context;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** What the worker does when it is asked. Thread-safe. */
final class WorkerRoutes {

    private static final Duration BUSY = Duration.ofSeconds(10);

    private final Runs runs;
    private final WorkerMetrics metrics;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    WorkerRoutes(Runs runs, WorkerMetrics metrics, Clock clock) {
        this.runs = runs;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** {@code GET /health}: alive, and how busy. */
    void health(Context ctx) {
        Answers.json(
                ctx,
                200,
                "{\"status\":\"ok\",\"runs_running\":%d}"
                        .formatted(runs.count())
                        .getBytes(UTF_8));
    }

    /** {@code GET /metrics}. */
    void metrics(Context ctx) {
        ctx.contentType(ServiceMetrics.MEDIA_TYPE).result(metrics.scrape());
    }

    /** {@code POST /config/validate}: every fault of a configuration, structural or of its meaning. */
    void validate(Context ctx) {
        byte[] body = Body.read(ctx);
        byte[] answer = switch (PipelineJson.read(body)) {
            case ReadResult.Faulty<PipelineConfig>(var problems) -> {
                refuseUnreadable(problems.getFirst());
                yield ApiJson.writeValidation(problems, List.of());
            }
            case ReadResult.Read<PipelineConfig>(var config) -> {
                var checked = PipelineChecker.check(config);
                yield ApiJson.writeValidation(checked.errors(), checked.warnings());
            }
        };
        Answers.json(ctx, 200, answer);
    }

    /** What is not even JSON is no configuration with a fault but a bad request. */
    private static void refuseUnreadable(Problem first) {
        if (first.kind().equals("bad_json")) {
            throw Refusal.of(400, first.kind(), first.message());
        }
    }

    /** {@code POST /jobs/run}: runs a pipeline and answers when it is done. */
    void run(Context ctx) {
        RunOrder order = switch (ApiJson.readRunRequest(Body.read(ctx))) {
            case ReadResult.Faulty<RunRequest>(var problems) ->
                throw Refusal.of(
                        400,
                        ApiError.of(
                                        problems.getFirst().kind(),
                                        problems.getFirst().message())
                                .withProblems(problems));
            case ReadResult.Read<RunRequest>(var request) -> order(request);
        };
        JobRecord job = await(admitted(order));
        Answers.json(
                ctx,
                200,
                ApiJson.writeRun(
                        new RunAnswer(job.id(), job.status(), job.report().orElseThrow())));
    }

    private RunOrder order(RunRequest request) {
        Slug slug = Slug.ofPipelinePrefix(request.pipelinePrefix())
                .orElseThrow(() -> Refusal.of(
                        400,
                        "invalid_prefix",
                        "\"pipeline_prefix\" is \"%s\", not \"pipelines/<slug>/\" with a slug of a-z, 0-9 and dashes."
                                .formatted(shortened(request.pipelinePrefix()))));
        JobId job = request.jobId()
                .map(text -> JobId.parse(text)
                        .orElseThrow(() -> Refusal.of(
                                400, "bad_request", "\"job_id\" must look like \"job-1700000000000-a1b2c3\".")))
                .orElseGet(() -> JobId.create(clock.instant(), random));
        return new RunOrder(slug, job, request.cleanRun(), request.publishAnyway());
    }

    private CompletableFuture<JobRecord> admitted(RunOrder order) {
        return switch (runs.start(order, new StopSignal())) {
            case Admission.Admitted(var end) -> end;
            case Admission.PipelineBusy(var job) ->
                throw Refusal.of(
                        409,
                        ApiError.of(
                                        "run_in_progress",
                                        "The pipeline \"%s\" is running already, in %s.".formatted(order.slug(), job))
                                .withJobId(job.value()));
            case Admission.WorkerFull(var most) ->
                throw Refusal.later(
                        "worker_busy",
                        "This worker has its %d runs at work already. Ask again in a while.".formatted(most),
                        BUSY);
            case Admission.WorkerStopping() ->
                throw Refusal.later("worker_stopping", "This worker is going down.", BUSY);
        };
    }

    private static JobRecord await(CompletableFuture<JobRecord> end) {
        try {
            return end.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private static String shortened(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }
}
