package dev.karet.app;

import dev.karet.app.terminal.Amounts;
import dev.karet.app.terminal.Terminal;
import dev.karet.app.terminal.Terminal.Style;
import dev.karet.app.terminal.TextTable;
import dev.karet.model.job.JobRecord.Status;
import dev.karet.model.job.RowAccount;
import dev.karet.model.job.RunAnswer;
import dev.karet.model.job.RunReport;
import dev.karet.model.job.RunReport.FileReport;
import dev.karet.model.job.RunReport.State;
import dev.karet.model.job.RunReport.TableReport;
import dev.karet.store.Layout;
import dev.karet.store.Slug;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;

/** Tells a person what a run did. */
final class RunSummary {

    private static final int MOST_ERRORS = 20;

    private final Terminal terminal;
    private final PrintWriter out;

    RunSummary(Terminal terminal) {
        this.terminal = terminal;
        this.out = terminal.out();
    }

    void print(Slug slug, RunAnswer answer, Duration took) {
        boolean completed = answer.status() == Status.COMPLETED;
        out.printf(
                "%s %s in %s%n%n",
                terminal.styled(Style.BOLD, slug.value()),
                terminal.styled(
                        completed ? Style.GREEN : Style.RED, answer.status().label()),
                Amounts.time(took));
        tables(answer.report());
        account(answer.report().rows().orElse(RowAccount.NONE));
        novelty(answer.report());
        errors(answer.report());
    }

    /** What of all this the run had to do. */
    private void novelty(RunReport report) {
        long unchanged = report.files().stream()
                .filter(file -> file.state() == State.UNCHANGED)
                .map(FileReport::file)
                .distinct()
                .count();
        if (unchanged == 0) return;
        out.println(
                report.filesProcessed() == 0 && report.partitionsWritten() == 0
                        ? "  No file is new or changed, so none was read."
                        : "  %s read, %s as before; %s published."
                                .formatted(
                                        Amounts.count(report.filesProcessed(), "file"),
                                        Amounts.count(unchanged),
                                        Amounts.count(report.partitionsWritten(), "partition")));
    }

    private void tables(RunReport report) {
        TextTable table = TextTable.ofNumbers("table", "rows", "partitions", "size");
        for (TableReport one : report.tables()) {
            if (one.published()) {
                table.row(
                        one.table(),
                        Amounts.count(one.rows()),
                        Amounts.count(one.partitions().size()),
                        Amounts.bytes(one.bytes()));
            } else {
                table.row(one.table(), "failed", "", "");
            }
        }
        table.lines().forEach(out::println);
        out.println();
    }

    /** The equation that every run must satisfy. */
    void account(RowAccount rows) {
        out.printf(
                "  %s read = %s written + %s rejected + %s deduplicated%n",
                Amounts.count(rows.read(), "row"),
                Amounts.count(rows.written()),
                Amounts.count(rows.rejected()),
                Amounts.count(rows.deduplicated()));
    }

    private void errors(RunReport report) {
        if (report.errors().isEmpty()) {
            return;
        }
        out.println();
        report.errors().stream()
                .limit(MOST_ERRORS)
                .forEach(error -> out.println("  " + terminal.styled(Style.RED, "! ") + error));
        if (report.errors().size() > MOST_ERRORS) {
            out.printf("  … and %s more%n", Amounts.count(report.errors().size() - (long) MOST_ERRORS));
        }
    }

    /** What was rejected and why, an example each. */
    void rejects(RejectedRows rejected, Slug slug) {
        if (rejected.groups().isEmpty()) {
            return;
        }
        out.println();
        out.println("  " + terminal.styled(Style.YELLOW, "Rejected rows, an example each"));
        int room = terminal.width() - 12;
        for (RejectedRows.Group group : rejected.groups()) {
            String place = group.file().replace(Layout.pipeline(slug), "") + " line " + group.line();
            out.println();
            out.printf("  %5s  %s%n", Amounts.count(group.rows()), cut(group.reason(), room));
            out.println("         " + terminal.styled(Style.DIM, cut(place, room)));
            out.println("         " + terminal.styled(Style.DIM, cut(visible(group.raw()), room)));
        }
    }

    /** Where every rejected row is kept, which may be below earlier runs; nothing when none was. */
    void rejectsPlace(Slug slug, RunAnswer answer) {
        List<String> folders = answer.report().files().stream()
                .flatMap(file -> file.rejects().stream())
                .map(key -> Layout.pipeline(slug) + key.substring(0, key.lastIndexOf('/') + 1))
                .distinct()
                .toList();
        if (folders.isEmpty()) return;
        out.println();
        out.println("  All of them: " + String.join(", ", folders));
    }

    private static String visible(String raw) {
        return raw.replace("\r", "\\r").replace("\n", "\\n").replace("\t", "\\t");
    }

    private static String cut(String text, int room) {
        return text.length() <= room ? text : text.substring(0, room - 1) + "…";
    }
}
