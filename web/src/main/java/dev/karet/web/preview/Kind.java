package dev.karet.web.preview;

import java.awt.Color;

/** What a node of the graph is; each has a colour, told apart also by people who see fewer of them. */
enum Kind {
    SOURCE("Source", new Color(0x266649)),
    LOOKUP("Lookup", new Color(0x8f309d)),
    MAPPING("Mapping", new Color(0x2666db)),
    TABLE("Table", new Color(0xc46300));

    private final String word;
    private final Color colour;

    Kind(String word, Color colour) {
        this.word = word;
        this.colour = colour;
    }

    String word() {
        return word;
    }

    Color colour() {
        return colour;
    }
}
