package dev.karet.web.tables;

import dev.karet.engine.query.Value;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/**
 * Rows as RFC 4180 has them: a null is an empty field, empty text a quoted one, and whatever a reader could take for something else is quoted.
 * For one thread.
 */
final class Csv {

    private final Writer out;

    Csv(Writer out) {
        this.out = out;
    }

    void header(List<String> names) throws IOException {
        row(names.stream().<Value>map(Value.Text::new).toList());
    }

    void row(List<Value> values) throws IOException {
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) out.write(',');
            if (values.get(i) instanceof Value.Text(var text)) text(text);
            else out.write(values.get(i).spelled());
        }
        out.write("\r\n");
    }

    private void text(String text) throws IOException {
        if (!needsQuotes(text)) {
            out.write(text);
            return;
        }
        out.write('"');
        out.write(text.replace("\"", "\"\""));
        out.write('"');
    }

    private static boolean needsQuotes(String text) {
        if (text.isBlank()) return true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ',' || c == '"' || c == '\n' || c == '\r') return true;
        }
        return Character.isWhitespace(text.charAt(0)) || Character.isWhitespace(text.charAt(text.length() - 1));
    }
}
