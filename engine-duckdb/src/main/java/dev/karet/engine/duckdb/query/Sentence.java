package dev.karet.engine.duckdb.query;

import dev.karet.engine.duckdb.DuckDbLiterals;
import dev.karet.engine.query.Value;
import dev.karet.model.expr.DataType;
import java.util.ArrayList;
import java.util.List;

/** SQL in the making, with the values that take the places of its question marks. For one thread. */
final class Sentence {

    private final StringBuilder sql = new StringBuilder();
    private final List<Value> values = new ArrayList<>();

    static Sentence of(String sql) {
        return new Sentence().add(sql);
    }

    Sentence add(String more) {
        sql.append(more);
        return this;
    }

    Sentence add(Sentence more) {
        sql.append(more.sql);
        values.addAll(more.values);
        return this;
    }

    /** A place for {@code value}, which is not null. */
    Sentence add(Value value, DataType type) {
        sql.append("CAST(? AS ").append(DuckDbLiterals.type(type)).append(')');
        values.add(value);
        return this;
    }

    /** All of {@code parts}, with {@code between} between them. */
    static Sentence joined(String between, List<Sentence> parts) {
        Sentence all = new Sentence();
        for (int i = 0; i < parts.size(); i++) {
            if (i > 0) all.add(between);
            all.add(parts.get(i));
        }
        return all;
    }

    String sql() {
        return sql.toString();
    }

    List<Value> values() {
        return values;
    }
}
