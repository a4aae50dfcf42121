package dev.karet.web.http;

import dev.karet.http.Refusal;
import dev.karet.model.ApiError;
import dev.karet.store.DownloadBroken;
import dev.karet.store.ObjectReplaced;
import dev.karet.web.dashboards.DashboardRefused;
import dev.karet.web.pipelines.ArchiveRefused;
import dev.karet.web.pipelines.ConfigValidator;
import dev.karet.web.pipelines.PipelineRefused;
import dev.karet.web.sources.SourceRefused;
import io.javalin.http.Handler;
import java.time.Duration;

/** What refusals of pipelines, their sources and their dashboards are over HTTP. */
final class PipelineRefusals {

    private static final Duration SOON = Duration.ofSeconds(2);

    private PipelineRefusals() {}

    /** The same handler, whose refusals are answers. */
    static Handler telling(Handler handler) {
        return DocumentMarks.checking(ctx -> {
            try {
                handler.handle(ctx);
            } catch (PipelineRefused e) {
                throw refusal(e);
            } catch (ArchiveRefused e) {
                throw refusal(e);
            } catch (SourceRefused e) {
                throw refusal(e);
            } catch (DashboardRefused e) {
                throw refusal(e);
            } catch (DownloadBroken | ObjectReplaced e) {
                throw Refusal.later("s3_error", String.valueOf(e.getMessage()), SOON);
            } catch (ConfigValidator.Unavailable e) {
                throw Refusal.later("worker_unavailable", String.valueOf(e.getMessage()), SOON);
            }
        });
    }

    private static Refusal refusal(PipelineRefused e) {
        String message = String.valueOf(e.getMessage());
        return switch (e.reason()) {
            case NOT_FOUND -> Refusal.of(404, "pipeline_config_not_found", message);
            case VERSION_NOT_FOUND -> Refusal.of(404, "config_version_not_found", message);
            case ALREADY_EXISTS -> Refusal.of(409, "already_exists", message);
            case RUNNING -> Refusal.of(409, "run_in_progress", message);
            case CHANGING -> Refusal.of(409, "pipeline_changing", message);
            case CONFIG_UNREADABLE ->
                Refusal.of(422, ApiError.of("invalid_config", message).withProblems(e.problems()));
            case CONTENDED -> Refusal.later("contended", message, SOON);
        };
    }

    private static Refusal refusal(ArchiveRefused e) {
        String message = String.valueOf(e.getMessage());
        return e.isTooLarge()
                ? Refusal.of(413, "archive_too_large", message)
                : Refusal.of(422, ApiError.of("bad_archive", message).withProblems(e.problems()));
    }

    private static Refusal refusal(SourceRefused e) {
        String message = String.valueOf(e.getMessage());
        return switch (e.reason()) {
            case CONFIG_UNREADABLE -> Refusal.of(422, "invalid_config", message);
            case CONTAINER_NOT_FOUND -> Refusal.of(404, "source_not_found", message);
            case CONTAINER_FAULTY -> Refusal.of(422, "bad_prefix", message);
            case FILE_NOT_FOUND -> Refusal.of(404, "file_not_found", message);
            case FILE_EXISTS -> Refusal.of(409, "already_exists", message);
            case BAD_NAME -> Refusal.of(422, "bad_name", message);
        };
    }

    private static Refusal refusal(DashboardRefused e) {
        String message = String.valueOf(e.getMessage());
        return switch (e.reason()) {
            case NOT_FOUND -> Refusal.of(404, "dashboard_not_found", message);
            case BAD_NAME -> Refusal.of(422, "bad_name", message);
            case UNREADABLE ->
                Refusal.of(422, ApiError.of("dashboard_invalid", message).withProblems(e.problems()));
            case TOO_LARGE -> Refusal.of(413, "body_too_large", message);
        };
    }
}
