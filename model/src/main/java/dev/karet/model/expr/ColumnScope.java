package dev.karet.model.expr;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The columns that an expression may name. Immutable.
 *
 * @param owner what has them, as it stands in a message: {@code source "transactions_raw"}
 * @param types the type of each column by its name, in the order of the schema
 */
public record ColumnScope(String owner, Map<String, DataType> types) {

    public ColumnScope {
        types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
    }

    /** The type of column {@code name}; empty when there is no such column. */
    public Optional<DataType> type(String name) {
        return Optional.ofNullable(types.get(name));
    }
}
