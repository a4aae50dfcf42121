package dev.karet.engine.duckdb;

import dev.karet.engine.RejectedRow;
import java.util.Optional;

/** A rejected row as one line of JSON: file, line, column, value, reason, raw, in this order; what is empty is left out. */
final class RejectJson {

    private RejectJson() {}

    static String line(RejectedRow row) {
        var json = new StringBuilder("{\"file\":");
        text(json, row.file());
        json.append(",\"line\":").append(row.line());
        optional(json, "column", row.column());
        optional(json, "value", row.value());
        optional(json, "reason", Optional.of(row.reason()));
        optional(json, "raw", Optional.of(row.raw()));
        return json.append('}').toString();
    }

    private static void optional(StringBuilder json, String name, Optional<String> value) {
        if (value.isEmpty()) return;
        json.append(",\"").append(name).append("\":");
        text(json, value.get());
    }

    private static void text(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (c < 0x20) json.append("\\u%04x".formatted((int) c));
                    else json.append(c);
                }
            }
        }
        json.append('"');
    }
}
