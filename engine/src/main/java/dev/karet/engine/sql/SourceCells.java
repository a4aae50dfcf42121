package dev.karet.engine.sql;

import dev.karet.engine.sql.Faults.Clause;
import dev.karet.engine.sql.MappingSql.SourceColumn;
import dev.karet.model.expr.DataType;
import dev.karet.model.expr.DataType.Simple;
import dev.karet.model.pipeline.CsvFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The cells of a source, converted to their declared types as expressions.md says under "Cells". Not thread-safe. */
final class SourceCells implements ColumnCells {

    private final SqlDialect dialect;
    private final Layers layers;
    private final CsvFormat format;
    private final Map<String, SourceColumn> columns = new LinkedHashMap<>();

    SourceCells(SqlDialect dialect, Layers layers, CsvFormat format, List<SourceColumn> columns) {
        this.dialect = dialect;
        this.layers = layers;
        this.format = format;
        columns.forEach(column -> this.columns.put(column.name(), column));
    }

    /** The column's value; null where the cell is null and where it does not fit. */
    @Override
    public Fragment value(String name) {
        SourceColumn column = column(name);
        String raw = column.sqlName();
        if (column.type() == Simple.TEXT) return new Fragment(raw, 0, true);
        var cells = new CellsOfOperation(layers, 0);
        String text = isPlain(column.type())
                ? raw
                : cells.cell(dialect.plainNumber(raw, format.decimal(), format.thousands()));
        String value = dialect.cast(text, Simple.TEXT, column.type(), cells);
        List<String> readable = format.nullValues().stream()
                .filter(text2 -> mayFit(text2, column.type()))
                .toList();
        if (readable.isEmpty()) return layers.cell(cells.result(value));
        return layers.cell(cells.result("CASE WHEN NOT " + in(raw, readable) + " THEN " + value + " END"));
    }

    /** Where the cell does not fit its type: at most one clause. */
    List<Clause> faults(String name, String outputColumn, Faults faults) {
        SourceColumn column = column(name);
        if (column.type() == Simple.TEXT) return List.of();
        String raw = column.sqlName();
        Fragment value = value(name);
        String nulls = format.nullValues().isEmpty() ? "" : " AND NOT " + in(raw, format.nullValues());
        String condition = value.sql() + " IS NULL AND " + raw + " IS NOT NULL AND NOT " + dialect.isBlank(raw) + nulls;
        String complaint = "in source column \"" + name + "\" is not " + TypeNames.withArticle(column.type());
        return List.of(faults.clause(condition, value.layer(), new Fault(outputColumn, Optional.of(raw), complaint)));
    }

    private SourceColumn column(String name) {
        SourceColumn column = columns.get(name);
        if (column == null) throw new IllegalArgumentException("no source column \"" + name + "\"");
        return column;
    }

    private boolean isPlain(DataType type) {
        return !type.isNumeric()
                || (format.decimal().equals(".") && format.thousands().isEmpty());
    }

    private String in(String raw, List<String> texts) {
        return texts.stream().map(dialect::text).collect(Collectors.joining(", ", raw + " IN (", ")"));
    }

    /** Whether {@code nullValue} might also be read as a value, so that it must be kept from it; everything but a bool has a digit. */
    private static boolean mayFit(String nullValue, DataType type) {
        if (type != Simple.BOOL) return nullValue.chars().anyMatch(c -> c >= '0' && c <= '9');
        return nullValue.equalsIgnoreCase("true") || nullValue.equalsIgnoreCase("false");
    }
}
