package dev.karet.engine.sql;

/**
 * An SQL expression within a layered query. Immutable.
 *
 * @param layer the deepest layer of the columns that it names; it can be computed in the next
 * @param isCell whether it is a column or a short literal, so that naming it again costs nothing
 */
record Fragment(String sql, int layer, boolean isCell) {

    static Fragment literal(String sql) {
        return new Fragment(sql, 0, sql.length() <= 64);
    }
}
