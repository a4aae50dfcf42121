package dev.karet.web.jobs;

import dev.karet.model.job.JobRecord;
import dev.karet.model.job.Progress;
import dev.karet.model.job.RunReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A run as it is seen at one moment, with what was seen to happen so far. Immutable.
 *
 * @param version counts what was seen; two sights of one watch with the same number are the same
 * @param log what happened, oldest first
 */
public record JobSight(long version, JobRecord job, Optional<Progress> progress, List<Line> log) {

    private static final int MOST_ERRORS = 20;

    public JobSight {
        log = List.copyOf(log);
    }

    /** Something that happened, as a sentence. */
    public record Line(Instant at, String text) {}

    /** The first sight of a run. */
    static JobSight first(JobRecord job, Optional<Progress> progress, Instant now) {
        List<Line> log = new ArrayList<>();
        if (job.status() == JobRecord.Status.SCHEDULED) {
            log.add(new Line(job.startedAt(), "The run was asked for (%s).".formatted(job.trigger())));
            job.error().ifPresent(reason -> log.add(new Line(now, reason)));
        } else {
            log.add(new Line(job.startedAt(), "The run began (%s).".formatted(job.trigger())));
        }
        progress.ifPresent(far -> log.add(new Line(now, stage(far))));
        if (job.hasEnded()) log.addAll(end(job, now));
        return new JobSight(1, job, progress, log);
    }

    /** The sight after this one; this very one when nothing has changed. */
    JobSight then(JobRecord now, Optional<Progress> far, Instant at) {
        if (now.equals(job) && far.equals(progress)) return this;
        List<Line> more = new ArrayList<>(log);
        if (now.status() == JobRecord.Status.SCHEDULED && !now.error().equals(job.error())) {
            now.error().ifPresent(reason -> more.add(new Line(at, reason)));
        }
        boolean begun = now.status() == JobRecord.Status.RUNNING || now.report().isPresent();
        if (job.status() == JobRecord.Status.SCHEDULED && begun) {
            more.add(new Line(now.startedAt(), "The worker began."));
        }
        if (far.isPresent()
                && progress.map(Progress::stage)
                        .filter(far.get().stage()::equals)
                        .isEmpty()) {
            more.add(new Line(at, stage(far.get())));
        }
        if (now.hasEnded() && !job.hasEnded()) more.addAll(end(now, at));
        return new JobSight(version + 1, now, far, more);
    }

    private static String stage(Progress far) {
        return switch (far.stage()) {
            case PLANNING -> "Looking at what has changed.";
            case READING ->
                String.format(Locale.ROOT, "Reading %,d files, %,d bytes.", far.filesTotal(), far.bytesTotal());
            case BUILDING -> String.format(Locale.ROOT, "Building the tables; %,d rows were read.", far.rowsRead());
            case PUBLISHING -> String.format(Locale.ROOT, "Publishing %,d partitions.", far.partitionsTotal());
        };
    }

    /** What a run read and published, as a run that is watched and one that is looked at later both tell it; empty when it did nothing. */
    private static Optional<String> published(RunReport report) {
        long read = report.files().stream()
                .filter(file -> file.state() == RunReport.State.READ)
                .map(RunReport.FileReport::file)
                .distinct()
                .count();
        if (read == 0 && report.partitionsWritten() == 0) return Optional.empty();
        String written = String.format(Locale.ROOT, "%,d partitions were written.", report.partitionsWritten());
        // Records of other makers do not say what became of each file.
        return Optional.of(
                report.files().isEmpty()
                        ? written
                        : String.format(Locale.ROOT, "%,d of %,d files were read anew, ", read, report.filesProcessed())
                                + written);
    }

    private static List<Line> end(JobRecord job, Instant now) {
        Instant at = job.completedAt().orElse(now);
        List<Line> lines = new ArrayList<>();
        job.report().ifPresent(report -> {
            published(report).ifPresent(text -> lines.add(new Line(at, text)));
            report.errors().stream().limit(MOST_ERRORS).forEach(error -> lines.add(new Line(at, error)));
            if (report.errors().size() > MOST_ERRORS) {
                lines.add(
                        new Line(at, "… and %d more.".formatted(report.errors().size() - MOST_ERRORS)));
            }
            report.rows()
                    .ifPresent(rows -> lines.add(new Line(
                            at,
                            String.format(
                                    Locale.ROOT,
                                    "%,d rows: %,d written, %,d rejected, %,d deduplicated.",
                                    rows.read(),
                                    rows.written(),
                                    rows.rejected(),
                                    rows.deduplicated()))));
        });
        lines.add(new Line(
                at,
                job.status() == JobRecord.Status.COMPLETED
                        ? "The run has completed."
                        : "The run has failed. " + job.error().orElse("")));
        return lines;
    }
}
