package dev.karet.app;

import dev.karet.app.terminal.Amounts;
import dev.karet.app.terminal.TextTable;
import dev.karet.model.job.RunReport.Partition;
import dev.karet.model.job.RunReport.TableReport;
import java.util.ArrayList;
import java.util.List;

/** The partitions of a table, side by side in two columns. Pure functions. */
final class PartitionTable {

    private static final String FILE = "/data.parquet";

    private PartitionTable() {}

    static List<String> lines(TableReport table) {
        List<Partition> all = table.partitions();
        int half = (all.size() + 1) / 2;
        List<String> left = column(table.table(), all.subList(0, half));
        List<String> right = half == all.size() ? List.of() : column(table.table(), all.subList(half, all.size()));
        int width = left.stream().mapToInt(String::length).max().orElse(0);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < left.size(); i++) {
            String beside = i < right.size() ? " ".repeat(width - left.get(i).length() + 4) + right.get(i) : "";
            lines.add(left.get(i) + beside);
        }
        return lines;
    }

    private static List<String> column(String name, List<Partition> partitions) {
        TextTable table = TextTable.ofNumbers("clean/" + name, "rows", "size");
        for (Partition partition : partitions) {
            table.row(
                    partition.path().replace(FILE, ""),
                    Amounts.count(partition.rows()),
                    Amounts.bytes(partition.bytes()));
        }
        return table.lines();
    }
}
