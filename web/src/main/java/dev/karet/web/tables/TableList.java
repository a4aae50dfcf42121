package dev.karet.web.tables;

import dev.karet.model.pipeline.ColumnSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A pipeline's tables. Immutable.
 *
 * @param snapshot what is published; absent before the first run
 * @param tables those of the configuration in its order, then those that are published but no longer configured
 */
public record TableList(Optional<SnapshotId> snapshot, List<Listed> tables) {

    public TableList {
        tables = List.copyOf(tables);
    }

    /**
     * One table.
     *
     * @param configured whether the configuration has it
     */
    public record Listed(String id, String name, boolean configured, List<ListedColumn> columns, State state) {
        public Listed {
            columns = List.copyOf(columns);
        }
    }

    /**
     * A column.
     *
     * @param schema of the published type, where it is published
     * @param partition whether it names the folders that the table is cut into
     */
    public record ListedColumn(ColumnSchema schema, boolean partition, boolean published) {}

    /** Whether the table can be read. */
    public sealed interface State {

        /** It was never published. */
        record Unpublished() implements State {}

        /**
         * It can be read.
         *
         * @param bytes of all its files
         * @param partitions how many files it has
         */
        record Published(long rows, long bytes, int partitions) implements State {}

        /**
         * Files of it are not what was published.
         *
         * @param message what to do about it
         */
        record Damaged(String message) implements State {}
    }

    static List<ListedColumn> columns(TableColumns columns, List<ColumnSchema> configured, Set<String> keys) {
        List<ListedColumn> listed = new ArrayList<>();
        for (ColumnSchema column : columns.published()) {
            boolean nullable = configured.stream()
                    .filter(wanted -> wanted.name().equals(column.name()))
                    .findFirst()
                    .map(ColumnSchema::nullable)
                    .orElse(true);
            ColumnSchema shown = new ColumnSchema(
                    column.name(), column.type(), nullable, ColumnSchema.Assertions.NONE, column.other());
            listed.add(new ListedColumn(shown, columns.inPath().contains(column.name()), true));
        }
        for (ColumnSchema column : columns.awaited()) {
            listed.add(new ListedColumn(column, keys.contains(column.name()), false));
        }
        return listed;
    }
}
