package dev.karet.infer;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names that a table's columns and the parts of a pipeline can have. Pure. */
public final class Names {

    /** Folders of partitions, which a column must not be called. */
    private static final Set<String> TAKEN = Set.of("year", "month", "day");

    private Names() {}

    /** One name for each header: small letters, digits and underscores, none twice, none empty. */
    static List<String> columns(List<String> headers) {
        Set<String> taken = new HashSet<>(TAKEN);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < headers.size(); i++) {
            String wanted = plain(headers.get(i));
            if (wanted.isEmpty()) wanted = "column_" + (i + 1);
            String name = TAKEN.contains(wanted) ? "row_" + wanted : wanted;
            for (int n = 2; !taken.add(name); n++) name = wanted + "_" + n;
            names.add(name);
        }
        return names;
    }

    /** An id made of {@code text}; {@code otherwise} when nothing of it can stay. */
    public static String id(String text, String otherwise) {
        String id = plain(text);
        return id.isEmpty() ? otherwise : id;
    }

    private static String plain(String text) {
        String bare = Normalizer.normalize(text.replace("ß", "ss"), Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "");
        String plain =
                bare.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_+|_+$", "");
        String cut = plain.substring(0, Math.min(60, plain.length()));
        return !cut.isEmpty() && Character.isDigit(cut.charAt(0)) ? "n_" + cut : cut;
    }
}
