package dev.karet.engine.sql;

import dev.karet.model.expr.DataType;

/** How sentences call types. */
final class TypeNames {

    private TypeNames() {}

    /** {@code an int64}, {@code a decimal(12,2)} and so on. */
    static String withArticle(DataType type) {
        String label = type.label();
        return (label.startsWith("int") ? "an " : "a ") + label;
    }
}
