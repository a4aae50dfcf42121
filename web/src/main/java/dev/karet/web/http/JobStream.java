package dev.karet.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.model.json.JsonText;
import dev.karet.model.json.ProgressJson;
import dev.karet.model.json.Writing;
import dev.karet.web.jobs.JobSight;
import dev.karet.web.jobs.JobWatch;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run as Server-Sent Events. Every connection begins with the run as it is and everything that happened so far, so that whatever a client shows
 * as {@code Last-Event-ID} loses nothing; it ends when the run has, or after half an hour, when browsers come again.
 */
final class JobStream {

    private static final Logger log = LoggerFactory.getLogger(JobStream.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final OutputStream out;
    private long sent;
    private String record = "";
    private int lines;

    private JobStream(OutputStream out) {
        this.out = out;
    }

    /** Shows the run until it has ended, the service goes down, or nobody listens any more. */
    static void show(Context ctx, JobWatch.Listening listening) {
        ctx.contentType("text/event-stream; charset=utf-8");
        ctx.header("Cache-Control", "no-store");
        // Proxies of this make hold answers back otherwise.
        ctx.header("X-Accel-Buffering", "no");
        try {
            new JobStream(ctx.res().getOutputStream()).run(listening);
        } catch (IOException e) {
            log.debug("who listened to a run is gone", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(JobWatch.Listening listening) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        write("retry: 2000\n\n");
        while (!listening.isOver() && System.nanoTime() < deadline) {
            Optional<JobSight> next = listening.next(sent, HEARTBEAT);
            if (next.isEmpty()) {
                // A comment: proxies give up on connections that are silent.
                write(": still there\n\n");
            } else if (send(next.get())) {
                return;
            }
        }
    }

    /** Sends what is new; true when the run has ended. */
    private boolean send(JobSight sight) throws IOException {
        StringBuilder events = new StringBuilder();
        String shown = JsonText.compact(JobAnswers.brief(sight.job()));
        if (!shown.equals(record)) event(events, sight, "record", shown);
        sight.progress().ifPresent(far -> event(events, sight, "progress", new String(ProgressJson.write(far), UTF_8)));
        for (JobSight.Line line : sight.log().subList(lines, sight.log().size())) {
            event(
                    events,
                    sight,
                    "log",
                    JsonText.compact(new Writing()
                            .put("at", line.at().toString())
                            .put("text", line.text())
                            .object()));
        }
        boolean ended = sight.job().hasEnded();
        if (ended) event(events, sight, "end", "{}");
        write(events.toString());
        record = shown;
        sent = sight.version();
        lines = sight.log().size();
        return ended;
    }

    private static void event(StringBuilder events, JobSight sight, String name, String json) {
        events.append("id: ").append(sight.version()).append('\n');
        events.append("event: ").append(name).append('\n');
        events.append("data: ").append(json).append("\n\n");
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(UTF_8));
        out.flush();
    }
}
