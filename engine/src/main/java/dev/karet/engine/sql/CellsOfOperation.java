package dev.karet.engine.sql;

/** The columns that one operation makes on its way; each may name the operation's operands and those made before it. */
final class CellsOfOperation implements SqlDialect.Cells {

    private final Layers layers;
    private int layer;

    /** @param layer the deepest layer of the operands */
    CellsOfOperation(Layers layers, int layer) {
        this.layers = layers;
        this.layer = layer;
    }

    @Override
    public String cell(String sql) {
        Fragment cell = layers.cell(new Fragment(sql, layer, false));
        layer = Math.max(layer, cell.layer());
        return cell.sql();
    }

    /** The operation's result, over everything made on the way. */
    Fragment result(String sql) {
        return new Fragment(sql, layer, false);
    }
}
