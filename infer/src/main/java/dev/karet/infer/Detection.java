package dev.karet.infer;

import dev.karet.infer.Choices.Partitioning;
import dev.karet.model.expr.DataType;
import dev.karet.model.pipeline.CsvFormat;
import java.util.List;
import java.util.Optional;

/**
 * What a file is made of, and what a run would make of it as things were chosen. Immutable.
 *
 * @param encoding what its text is encoded in
 * @param evidence why the format is thought to be so
 * @param complete whether all of the file was looked at
 * @param rejects the first rows that a run would reject
 * @param preview the first rows
 * @param signature the same for files that can share one source
 * @param partition by what the table is best divided
 */
public record Detection(
        CsvFormat format,
        String encoding,
        List<Evidence> evidence,
        List<Note> notes,
        boolean complete,
        Rows rows,
        List<Column> columns,
        List<Reject> rejects,
        List<Row> preview,
        String signature,
        Optional<Partition> partition) {

    public Detection {
        evidence = List.copyOf(evidence);
        notes = List.copyOf(notes);
        columns = List.copyOf(columns);
        rejects = List.copyOf(rejects);
        preview = List.copyOf(preview);
    }

    /** Why one field of the format is thought to be so; {@code confidence} from 0 to 1. */
    public record Evidence(String field, double confidence, String message) {}

    /** What a person should know. */
    public record Note(String kind, String message) {}

    /** Rows; {@code read = fitting + rejected}, and {@code malformed} are among the rejected. */
    public record Rows(long read, long fitting, long rejected, long malformed) {}

    /** What a column is for. The constant's name in lower case is what documents say. */
    public enum Role {
        IDENTIFIER,
        AMOUNT,
        MEASURE,
        CATEGORY,
        DATE,
        TEXT,
        LATITUDE,
        LONGITUDE,
        COUNTRY,
        FLAG,
        EMPTY
    }

    /** A value that does not fit, and the physical line on which its record begins, from 1. */
    public record Example(long line, String value) {}

    /** A format that fits {@code rate} of the values, from 0 to 1. */
    public record DateFormat(String format, DataType type, double rate) {}

    /**
     * One column of the file.
     *
     * @param header as the file names it, made up where it does not
     * @param name in the table
     * @param confidence which share of the values fits the type, from 0 to 1
     * @param distinctAtLeast whether there are more distinct values than were counted
     * @param misfits how many values do not fit
     * @param ambiguous whether nothing tells days from months
     */
    public record Column(
            int index,
            String header,
            String name,
            Reading reading,
            Role role,
            double confidence,
            String message,
            long values,
            long nulls,
            int distinct,
            boolean distinctAtLeast,
            Optional<String> min,
            Optional<String> max,
            List<String> samples,
            long misfits,
            List<Example> examples,
            Optional<String> dateFormat,
            List<DateFormat> dateFormats,
            boolean ambiguous,
            boolean skip) {

        public Column {
            samples = List.copyOf(samples);
            examples = List.copyOf(examples);
            dateFormats = List.copyOf(dateFormats);
        }
    }

    /** A row that would be rejected; {@code column} is its file's column, absent for a malformed one. */
    public record Reject(long line, Optional<Integer> column, Optional<String> value, String reason) {}

    /** A row of the preview. */
    public record Row(long line, List<Cell> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /** A cell of the preview: as it stands, and as the table would have it. */
    public record Cell(Optional<String> raw, Optional<String> value, Optional<String> fault) {}

    /** A date column of the table by which it is divided; never {@link Partitioning#NONE}. */
    public record Partition(String column, Partitioning granularity) {}
}
