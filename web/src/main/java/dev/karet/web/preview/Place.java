package dev.karet.web.preview;

/**
 * The upper left corner of a node, in the pixels of the graph editor.
 *
 * @param before how far an edge to the node runs straight before it arrives, past nodes that stand to the left
 * @param after how far an edge from the node runs straight before it bends, past nodes that stand to the right
 */
record Place(double x, double y, double before, double after) {

    /** How large the editor shows a node. */
    static final double WIDTH = 256;

    static final double HEIGHT = 68;

    Place(double x, double y) {
        this(x, y, 0, 0);
    }

    Place movedBy(double right, double down) {
        return new Place(x + right, y + down, before, after);
    }
}
