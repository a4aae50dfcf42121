package dev.karet.app.terminal;

import dev.karet.model.job.Progress;

/** How far a run is, in one line. Pure functions. */
public final class ProgressText {

    private static final int BAR = 24;

    private ProgressText() {}

    /** The part of the run that is done, from 0 to 1: nine tenths for reading and building, the rest for publishing. */
    public static double share(Progress progress) {
        return switch (progress.stage()) {
            case PLANNING -> 0;
            case READING, BUILDING -> 0.9 * part(progress.bytesDone(), progress.bytesTotal());
            case PUBLISHING -> 0.9 + 0.1 * part(progress.partitionsDone(), progress.partitionsTotal());
        };
    }

    /** {@code ████████░░░░  62 %  reading   3 of 24 files · 41,203 rows}, cut to {@code width}. */
    public static String bar(Progress progress, int width) {
        int full = (int) Math.round(BAR * share(progress));
        String text = "█".repeat(full)
                + "░".repeat(BAR - full)
                + " %3d %%  ".formatted((int) (100 * share(progress)))
                + line(progress);
        return text.length() <= width ? text : text.substring(0, width);
    }

    /** {@code reading 3 of 24 files · 41,203 rows}. */
    public static String line(Progress progress) {
        return switch (progress.stage()) {
            case PLANNING -> "planning";
            case READING, BUILDING ->
                "%s %s of %s · %s"
                        .formatted(
                                progress.stage() == Progress.Stage.READING ? "reading" : "building",
                                Amounts.count(progress.filesDone()),
                                Amounts.count(progress.filesTotal(), "file"),
                                Amounts.count(progress.rowsRead(), "row"));
            case PUBLISHING ->
                "publishing %s of %s"
                        .formatted(
                                Amounts.count(progress.partitionsDone()),
                                Amounts.count(progress.partitionsTotal(), "partition"));
        };
    }

    private static double part(long done, long total) {
        return total <= 0 ? 0 : Math.min(1, (double) done / total);
    }
}
