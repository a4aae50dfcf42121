package dev.karet.app.terminal;

import java.util.ArrayList;
import java.util.List;

/** Rows of cells, aligned for a fixed-width font: the first column to the left, the others to the right. For one thread. */
public final class TextTable {

    private static final String INDENT = "  ";
    private static final String GAP = "   ";

    private final List<List<String>> rows = new ArrayList<>();
    private final boolean numbers;

    private TextTable(boolean numbers) {
        this.numbers = numbers;
    }

    /** A table whose first column is a name and whose others are numbers. */
    public static TextTable ofNumbers(String... headings) {
        return new TextTable(true).row(headings);
    }

    /** A table of texts, all to the left and without headings. */
    public static TextTable ofTexts() {
        return new TextTable(false);
    }

    public TextTable row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /** The lines of the table, indented, none with trailing spaces. */
    public List<String> lines() {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private String line(List<String> row, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            String blank = " ".repeat(widths[i] - row.get(i).length());
            boolean right = numbers && i > 0;
            line.append(i == 0 ? INDENT : GAP).append(right ? blank + row.get(i) : row.get(i) + blank);
        }
        return line.toString().stripTrailing();
    }
}
