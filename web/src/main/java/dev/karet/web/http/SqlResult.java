package dev.karet.web.http;

import dev.karet.engine.query.SqlAnswer.Cell;
import dev.karet.engine.query.SqlAnswer.Column;
import dev.karet.engine.query.SqlAnswer.Rows;
import dev.karet.model.json.JsonTree;
import dev.karet.model.json.Writing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A statement's result as JSON and as CSV. */
final class SqlResult {

    private static final String LINE_END = "\r\n";

    private SqlResult() {}

    /** Every value is its text, so that no digit is lost in a reader's numbers; its column's type says what it is. */
    static JsonTree json(Rows result, Optional<Long> snapshot) {
        Writing answer = new Writing()
                .put("columns", result.columns(), SqlResult::column)
                .put(
                        "rows",
                        result.rows(),
                        row -> new JsonTree.Arr(
                                row.stream().map(SqlResult::value).toList()))
                .put("cut_cells", new JsonTree.Arr(cut(result)))
                .put("truncated", result.truncated())
                .put("row_count", result.rows().size())
                .put(
                        "elapsed_ms",
                        new JsonTree.Num(Long.toString(result.elapsed().toMillis())));
        snapshot.ifPresent(number -> answer.put("snapshot", new JsonTree.Num(Long.toString(number))));
        return answer.object();
    }

    private static JsonTree column(Column column) {
        return new Writing()
                .put("name", column.name())
                .put("type", column.type())
                .object();
    }

    private static JsonTree value(Cell cell) {
        return switch (cell) {
            case Cell.Null _ -> new JsonTree.Null();
            case Cell.Text(var text, var _) -> new JsonTree.Text(text);
        };
    }

    private static List<JsonTree> cut(Rows result) {
        List<JsonTree> places = new ArrayList<>();
        for (int row = 0; row < result.rows().size(); row++) {
            List<Cell> cells = result.rows().get(row);
            for (int column = 0; column < cells.size(); column++) {
                if (cells.get(column) instanceof Cell.Text(var _, var cut) && cut) {
                    places.add(new JsonTree.Arr(List.of(
                            new JsonTree.Num(Integer.toString(row)), new JsonTree.Num(Integer.toString(column)))));
                }
            }
        }
        return places;
    }

    /** As in RFC 4180, with a header; null is nothing, and the empty text a pair of quotes. */
    static String csv(Rows result) {
        StringBuilder csv = new StringBuilder();
        csv.append(result.columns().stream().map(column -> field(column.name())).collect(Collectors.joining(",")))
                .append(LINE_END);
        for (List<Cell> row : result.rows()) {
            csv.append(row.stream().map(SqlResult::field).collect(Collectors.joining(",")))
                    .append(LINE_END);
        }
        return csv.toString();
    }

    private static String field(Cell cell) {
        return switch (cell) {
            case Cell.Null _ -> "";
            case Cell.Text(var text, var _) -> field(text);
        };
    }

    private static String field(String text) {
        boolean plain = !text.isEmpty() && text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
