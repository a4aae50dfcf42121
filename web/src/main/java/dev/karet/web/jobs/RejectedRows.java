package dev.karet.web.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.model.job.JobRecord;
import dev.karet.model.job.RunReport.FileReport;
import dev.karet.model.json.JsonText;
import dev.karet.model.json.JsonTree;
import dev.karet.model.json.ReadResult;
import dev.karet.store.Layout;
import dev.karet.store.ObjectStore;
import dev.karet.store.Slug;
import dev.karet.store.StoreException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rows that a run rejected, and those that unchanged files were rejected of before, read page by page. Thread-safe. */
public final class RejectedRows {

    private static final int CHUNK = 256 << 10;
    private static final int LONGEST = 16 << 20;
    private static final int MOST_BYTES = 4 << 20;
    private static final Pattern POSITION = Pattern.compile("(\\d{1,6})-(\\d{1,15})");

    private final ObjectStore store;

    public RejectedRows(ObjectStore store) {
        this.store = store;
    }

    /**
     * Where a page begins.
     *
     * @param file which of the run's files with rejected rows, from 0
     * @param offset bytes of that file's rows before
     */
    public record Position(int file, long offset) {

        public static final Position START = new Position(0, 0);

        /** The position that {@code text} is; empty when it is none. */
        public static Optional<Position> parse(String text) {
            Matcher matcher = POSITION.matcher(text);
            return matcher.matches()
                    ? Optional.of(new Position(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2))))
                    : Optional.empty();
        }

        @Override
        public String toString() {
            return file + "-" + offset;
        }
    }

    /**
     * Some rejected rows.
     *
     * @param total how many there are in all, by the run's account
     * @param next where the next page begins; absent at the end
     */
    public record Page(List<RejectedRow> rows, long total, Optional<Position> next) {
        public Page {
            rows = List.copyOf(rows);
        }
    }

    /** Takes rows one by one. */
    @FunctionalInterface
    public interface Sink {
        void take(RejectedRow row) throws IOException;
    }

    /** The files of a run that have rejected rows. A record may be forged: what it points to elsewhere is left out. */
    private static List<FileReport> files(Slug slug, JobRecord job, Optional<String> file) {
        Predicate<FileReport> wanted =
                report -> file.filter(name -> !name.equals(report.file())).isEmpty();
        return job.report().stream()
                .flatMap(report -> report.files().stream())
                .filter(report -> key(slug, report).isPresent() && wanted.test(report))
                .toList();
    }

    private static Optional<String> key(Slug slug, FileReport report) {
        return report.rejects().flatMap(relative -> Layout.rejectsAt(slug, relative));
    }

    /**
     * Reads a page.
     *
     * @param file only rows of this source, by its key below the pipeline's folder
     * @param most rows, at least 1; fewer when they are long
     */
    public Page page(Slug slug, JobRecord job, Optional<String> file, Position from, int most) {
        List<FileReport> files = files(slug, job, file);
        long total =
                files.stream().mapToLong(report -> report.rows().rejected()).sum();
        List<RejectedRow> rows = new ArrayList<>();
        Position at = from;
        long bytes = 0;
        while (at.file() < files.size() && rows.size() < most && bytes < MOST_BYTES) {
            FileReport report = files.get(at.file());
            Lines lines = lines(key(slug, report).orElseThrow(), at.offset());
            long offset = at.offset();
            for (byte[] line : lines.lines()) {
                if (rows.size() == most || bytes >= MOST_BYTES) break;
                rows.add(row(report, line));
                bytes += line.length;
                offset += line.length + 1;
            }
            boolean through = lines.isLast() && offset >= at.offset() + lines.bytes();
            at = through ? new Position(at.file() + 1, 0) : new Position(at.file(), offset);
        }
        return new Page(rows, total, at.file() < files.size() ? Optional.of(at) : Optional.empty());
    }

    /**
     * Whole lines of one file.
     *
     * @param bytes that they take, line ends included
     * @param isLast whether nothing comes after them
     */
    private record Lines(List<byte[]> lines, long bytes, boolean isLast) {}

    private Lines lines(String key, long offset) {
        for (int length = CHUNK; ; length *= 4) {
            byte[] chunk;
            try {
                chunk = store.read(key, offset, length);
            } catch (StoreException.ObjectNotFound e) {
                // The sweep takes the rows of runs that are long over.
                return new Lines(List.of(), 0, true);
            }
            boolean last = chunk.length < length;
            List<byte[]> lines = new ArrayList<>();
            int start = 0;
            for (int i = 0; i < chunk.length; i++) {
                if (chunk[i] == '\n') {
                    lines.add(java.util.Arrays.copyOfRange(chunk, start, i));
                    start = i + 1;
                }
            }
            if (last && start < chunk.length) {
                lines.add(java.util.Arrays.copyOfRange(chunk, start, chunk.length));
                start = chunk.length;
            }
            if (last || !lines.isEmpty()) return new Lines(lines, start, last);
            // No line of ours is so long; what follows would be cut out of its middle.
            if (length >= LONGEST) return new Lines(List.of(), 0, true);
        }
    }

    /** Reads every row, holding one at a time. */
    public void all(Slug slug, JobRecord job, Optional<String> file, Sink sink) throws IOException {
        for (FileReport report : files(slug, job, file)) {
            String key = key(slug, report).orElseThrow();
            // The sweep takes the rows of runs that are long over.
            if (store.head(key).isPresent()) all(report, key, sink);
        }
    }

    private void all(FileReport report, String key, Sink sink) throws IOException {
        try (InputStream body = new BufferedInputStream(store.open(key).body(), CHUNK)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int b = body.read(); b >= 0 && line.size() < LONGEST; b = body.read()) {
                if (b == '\n') {
                    sink.take(row(report, line.toByteArray()));
                    line.reset();
                } else {
                    line.write(b);
                }
            }
            if (line.size() > 0) sink.take(row(report, line.toByteArray()));
        }
    }

    private static RejectedRow row(FileReport report, byte[] line) {
        return switch (JsonText.read(line)) {
            case ReadResult.Read<JsonTree>(JsonTree.Obj(var fields)) ->
                new RejectedRow(
                        report.mapping(),
                        report.file(),
                        number(fields),
                        text(fields, "column"),
                        text(fields, "value"),
                        text(fields, "reason"),
                        text(fields, "raw"));
            case ReadResult.Read<JsonTree> _, ReadResult.Faulty<JsonTree> _ ->
                new RejectedRow(
                        report.mapping(),
                        report.file(),
                        0,
                        "",
                        "",
                        "What was kept of this row cannot be read.",
                        new String(line, UTF_8));
        };
    }

    private static long number(Map<String, JsonTree> fields) {
        if (!(fields.get("line") instanceof JsonTree.Num(var digits))) return 0;
        try {
            return Math.max(0, Long.parseLong(digits));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static String text(Map<String, JsonTree> fields, String name) {
        return fields.get(name) instanceof JsonTree.Text(var value) ? value : "";
    }
}
