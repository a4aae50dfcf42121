package dev.karet.model.pipeline;

import java.util.List;

/**
 * A folder of CSV files of one layout. Immutable.
 *
 * @param pathPrefix relative to the pipeline's folder, under {@code raw/}, ending in {@code /}
 * @param schema the columns that mappings may use; a file may have more
 */
public record SourceContainer(
        String id, String name, String pathPrefix, List<ColumnSchema> schema, CsvFormat format, OtherFields other) {

    public SourceContainer {
        schema = List.copyOf(schema);
    }
}
