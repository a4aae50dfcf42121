package dev.karet.infer;

import dev.karet.model.expr.DataType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a person decided of a file; whatever is absent stays with what is detected. Immutable.
 *
 * @param columns by the index of the file's column, from 0
 * @param partition how the table is to be divided
 */
public record Choices(
        Format format, Map<Integer, Column> columns, Optional<Partitioning> partition, boolean dashboard) {

    /** Nothing was decided. */
    public static final Choices NONE = new Choices(Format.NONE, Map.of(), Optional.empty(), true);

    public Choices {
        columns = Map.copyOf(columns);
    }

    /** What was decided of one column. */
    public Column column(int index) {
        return columns.getOrDefault(index, Column.NONE);
    }

    /** How the file is written, as {@link dev.karet.model.pipeline.CsvFormat} has it. */
    public record Format(
            Optional<String> delimiter,
            Optional<String> quote,
            Optional<String> escape,
            Optional<String> encoding,
            Optional<Boolean> header,
            Optional<Integer> skipRows,
            Optional<List<String>> nullValues,
            Optional<String> decimal,
            Optional<String> thousands) {

        public static final Format NONE = new Format(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** One column of the table to be. */
    public record Column(Optional<String> name, Optional<DataType> type, Optional<String> dateFormat, boolean skip) {

        public static final Column NONE = new Column(Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    /** How a table is divided. The constant's name in lower case is what the document says. */
    public enum Partitioning {
        NONE,
        MONTH,
        YEAR
    }
}
