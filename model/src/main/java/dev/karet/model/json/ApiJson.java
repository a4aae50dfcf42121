package dev.karet.model.json;

import static dev.karet.model.json.JobJson.text;

import dev.karet.model.ApiError;
import dev.karet.model.Problem;
import dev.karet.model.job.RunAnswer;
import dev.karet.model.job.RunReport;
import dev.karet.model.job.RunRequest;
import dev.karet.model.pipeline.CheckResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What services say to each other, as JSON. Thread-safe. */
public final class ApiJson {

    private static final JsonMapper JSON = JsonMapper.shared();

    private ApiJson() {}

    public static byte[] writeError(ApiError error) {
        ObjectNode node = JSON.createObjectNode().put("error", error.code()).put("message", error.message());
        if (!error.problems().isEmpty()) {
            write(error.problems(), node.putArray("details"));
        } else {
            error.jobId().ifPresent(id -> node.putObject("details").put("job_id", id));
        }
        error.requestId().ifPresent(id -> node.put("request_id", id));
        return JSON.writeValueAsBytes(node);
    }

    /** The error in {@code document}; empty when it is none. */
    public static Optional<ApiError> readError(byte[] document) {
        try {
            JsonNode node = JSON.readTree(document);
            JsonNode details = node.path("details");
            return text(node, "error")
                    .map(code -> new ApiError(
                            code,
                            text(node, "message").orElse(""),
                            details.isArray() ? problems(details) : List.of(),
                            text(details, "job_id"),
                            text(node, "request_id")));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** The answer to a validation: {@code {ok:true}} without errors, else {@code {ok:false, errors:[…]}}; warnings beside either. */
    public static byte[] writeValidation(List<Problem> errors, List<Problem> warnings) {
        ObjectNode node = JSON.createObjectNode().put("ok", errors.isEmpty());
        if (!errors.isEmpty()) {
            write(errors, node.putArray("errors"));
        }
        if (!warnings.isEmpty()) {
            write(warnings, node.putArray("warnings"));
        }
        return JSON.writeValueAsBytes(node);
    }

    /** The answer to a validation in {@code document}; empty when it is none. */
    public static Optional<CheckResult> readValidation(byte[] document) {
        try {
            JsonNode node = JSON.readTree(document);
            return node.path("ok").isBoolean()
                    ? Optional.of(new CheckResult(problems(node.path("errors")), problems(node.path("warnings"))))
                    : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** The answer to a run that came to its end: the fields of its report, with the job's id and status. */
    public static byte[] writeRun(RunAnswer answer) {
        ObjectNode node = JSON.createObjectNode()
                .put("job_id", answer.jobId())
                .put("status", answer.status().label());
        RunReportJson.write(answer.report(), node);
        return JSON.writeValueAsBytes(node);
    }

    /** The answer in {@code document}; empty when it is none. */
    public static Optional<RunAnswer> readRun(byte[] document) {
        try {
            JsonNode node = JSON.readTree(document);
            Optional<String> id = text(node, "job_id");
            Optional<RunReport> report = RunReportJson.read(node);
            return id.isEmpty() || report.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new RunAnswer(id.get(), JobJson.status(node), report.get()));
        } catch (JacksonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public static byte[] writeRunRequest(RunRequest request) {
        ObjectNode node = JSON.createObjectNode()
                .put("pipeline_prefix", request.pipelinePrefix())
                .put("clean_run", request.cleanRun())
                .put("publish_anyway", request.publishAnyway());
        request.jobId().ifPresent(id -> node.put("job_id", id));
        return JSON.writeValueAsBytes(node);
    }

    /** Reads a wish to run; every fault of its form at once. */
    public static ReadResult<RunRequest> readRunRequest(byte[] document) {
        JsonNode node;
        try {
            node = JSON.readTree(document);
        } catch (JacksonException e) {
            return new ReadResult.Faulty<>(List.of(Problem.of(
                    "bad_json", "", "The body is not JSON: %s.".formatted(firstLine(e.getOriginalMessage())))));
        }
        if (node.isMissingNode()) {
            return new ReadResult.Faulty<>(
                    List.of(Problem.of("bad_json", "", "The body is empty; it must be a JSON object.")));
        }
        if (!node.isObject()) {
            return new ReadResult.Faulty<>(List.of(Problem.of("bad_request", "", "The body must be a JSON object.")));
        }
        List<Problem> problems = new ArrayList<>();
        Optional<String> prefix = text(node, "pipeline_prefix");
        if (prefix.isEmpty()) {
            problems.add(Problem.of(
                    "bad_request",
                    "/pipeline_prefix",
                    "\"pipeline_prefix\" must be a text like \"pipelines/<slug>/\"."));
        }
        JsonNode clean = node.path("clean_run");
        if (!clean.isMissingNode() && !clean.isNull() && !clean.isBoolean()) {
            problems.add(Problem.of("bad_request", "/clean_run", "\"clean_run\" must be true or false."));
        }
        JsonNode anyway = node.path("publish_anyway");
        if (!anyway.isMissingNode() && !anyway.isNull() && !anyway.isBoolean()) {
            problems.add(Problem.of("bad_request", "/publish_anyway", "\"publish_anyway\" must be true or false."));
        }
        JsonNode jobId = node.path("job_id");
        if (!jobId.isMissingNode() && !jobId.isNull() && !jobId.isString()) {
            problems.add(Problem.of("bad_request", "/job_id", "\"job_id\" must be a text."));
        }
        return problems.isEmpty()
                ? new ReadResult.Read<>(new RunRequest(
                        prefix.orElseThrow(), clean.asBoolean(false), anyway.asBoolean(false), jobId.stringValueOpt()))
                : new ReadResult.Faulty<>(problems);
    }

    private static void write(List<Problem> problems, ArrayNode into) {
        for (Problem problem : problems) {
            ObjectNode node = into.addObject()
                    .put("kind", problem.kind())
                    .put("message", problem.message())
                    .put("path", problem.path());
            problem.hint().ifPresent(hint -> node.put("hint", hint));
        }
    }

    private static List<Problem> problems(JsonNode array) {
        Stream<JsonNode> items = array.valueStream();
        return items.map(node -> new Problem(
                        text(node, "kind").orElse(""),
                        text(node, "path").orElse(""),
                        text(node, "message").orElse(""),
                        text(node, "hint")))
                .toList();
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("unreadable");
    }
}
