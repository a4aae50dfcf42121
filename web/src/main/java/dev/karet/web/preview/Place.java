package dev.karet.web.preview;

/** The upper left corner of a node, in the pixels of the graph editor. */
record Place(double x, double y) {

    /** How large the editor shows a node. */
    static final double WIDTH = 240;

    static final double HEIGHT = 68;
}
