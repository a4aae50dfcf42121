package dev.karet.infer;

import dev.karet.engine.text.WhiteSpace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Finds the delimiter, lines before the header, and whether there is a header, in the beginning of a text. Pure. */
final class Sniffer {

    private static final String USUAL = ",;\t|";
    private static final String SELDOM = ":~^";
    private static final int MOST_RECORDS = 500;

    private Sniffer() {}

    /** What was found; {@code share} is that of records with the usual number of fields. */
    record Found(
            char delimiter, char quote, boolean escaped, int columns, int skipRows, double share, boolean header) {}

    /** A record of the beginning, and the physical line on which it begins, from 0. */
    private record Row(int line, List<String> cells) {}

    static Found find(String text, boolean whole) {
        Found best = new Found(',', '"', false, 1, 0, 1, true);
        double bestScore = -1;
        boolean escaped = text.contains("\\\"") && !text.contains("\"\"");
        for (char delimiter : (USUAL + SELDOM).toCharArray()) {
            if (text.indexOf(delimiter) < 0) continue;
            for (char quote : new char[] {'"', '\''}) {
                if (quote == '\'' && !quoting(text, delimiter)) continue;
                Found found =
                        judge(rows(text, delimiter, quote, escaped && quote == '"', whole), delimiter, quote, escaped);
                double score = found.share * (found.columns > 1 ? 1 : 0.1)
                        + Math.min(found.columns, 20) * 0.002
                        - (SELDOM.indexOf(delimiter) >= 0 ? 0.25 : 0)
                        - Math.min(found.skipRows, 20) * 0.005
                        - (quote == '\'' ? 0.001 : 0);
                if (found.columns > 1 && score > bestScore) {
                    bestScore = score;
                    best = found;
                }
            }
        }
        if (bestScore < 0.5) {
            return judge(rows(text, ',', '"', false, whole), ',', '"', false);
        }
        return best;
    }

    private static boolean quoting(String text, char delimiter) {
        return text.contains(delimiter + "'") && text.contains("'" + delimiter) && text.indexOf('"') < 0;
    }

    private static Found judge(List<Row> rows, char delimiter, char quote, boolean escaped) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (Row row : rows) counts.merge(row.cells.size(), 1, Integer::sum);
        int columns = 1;
        int most = 0;
        for (var count : counts.entrySet()) {
            boolean better = count.getValue() > most || (count.getValue() == most && count.getKey() > columns);
            if (better) {
                most = count.getValue();
                columns = count.getKey();
            }
        }
        int first = 0;
        while (first < rows.size() && rows.get(first).cells.size() != columns) first++;
        // A file of few rows begins where they begin; preamble lines of the same width as the rows cannot be told.
        if (first >= rows.size()) first = 0;
        List<Row> body = rows.subList(first, rows.size());
        int skip = body.isEmpty() || first == 0 ? 0 : body.getFirst().line;
        double share = body.isEmpty() ? 1 : (double) most / body.size();
        return new Found(delimiter, quote, escaped, columns, skip, Math.min(1, share), header(body));
    }

    private static boolean header(List<Row> body) {
        if (body.isEmpty()) return true;
        List<String> first = body.getFirst().cells;
        int values = 0;
        int years = 0;
        int repeated = 0;
        for (int column = 0; column < first.size(); column++) {
            String cell = WhiteSpace.trim(first.get(column));
            if (cell.matches("(19|20)[0-9]{2}")) years++;
            if (isValue(cell)) values++;
            for (int row = 1; row < Math.min(body.size(), 50); row++) {
                List<String> cells = body.get(row).cells;
                if (column < cells.size()
                        && !cell.isEmpty()
                        && cells.get(column).equals(cell)) {
                    repeated++;
                    break;
                }
            }
        }
        if (values == 0) {
            boolean allTexts = new HashSet<>(first).size() == first.size() && repeated == 0;
            return allTexts || typedBelow(body) || repeated * 2 < first.size();
        }
        return years == values && values < first.size() && repeated == 0;
    }

    private static boolean typedBelow(List<Row> body) {
        return body.stream()
                .skip(1)
                .limit(20)
                .anyMatch(row -> row.cells.stream().anyMatch(Sniffer::isValue));
    }

    private static boolean isValue(String cell) {
        String text = WhiteSpace.trim(cell);
        if (text.isEmpty()) return false;
        if (NumberStyle.ALL.stream().anyMatch(style -> style.number(text) != null)) return true;
        return Character.isDigit(text.charAt(0))
                && DateFormats.like(text).stream().anyMatch(f -> f.parser().date(text) != null);
    }

    private static List<Row> rows(String text, char delimiter, char quote, boolean escaped, boolean whole) {
        List<Row> rows = new ArrayList<>();
        List<String> cells = new ArrayList<>();
        var cell = new StringBuilder();
        int line = 0;
        int begins = 0;
        boolean inside = false;
        for (int i = 0; i < text.length() && rows.size() < MOST_RECORDS; i++) {
            char c = text.charAt(i);
            boolean feed = c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'));
            if (feed) line++;
            if (inside) {
                if (escaped && c == '\\' && i + 1 < text.length()) {
                    cell.append(text.charAt(++i));
                } else if (c != quote) {
                    cell.append(c);
                } else if (!escaped && i + 1 < text.length() && text.charAt(i + 1) == quote) {
                    cell.append(text.charAt(++i));
                } else {
                    inside = false;
                }
            } else if (c == quote && cell.isEmpty()) {
                inside = true;
            } else if (c == delimiter) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else if (feed) {
                if (!cells.isEmpty() || !cell.isEmpty()) {
                    cells.add(cell.toString());
                    rows.add(new Row(begins, cells));
                }
                cells = new ArrayList<>();
                cell.setLength(0);
                begins = line;
            } else if (c != '\r') {
                cell.append(c);
            }
        }
        if (whole && !inside && rows.size() < MOST_RECORDS && (!cells.isEmpty() || !cell.isEmpty())) {
            cells.add(cell.toString());
            rows.add(new Row(begins, cells));
        }
        return rows;
    }
}
