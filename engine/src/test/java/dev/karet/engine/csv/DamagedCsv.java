package dev.karet.engine.csv;

import dev.karet.model.pipeline.CsvFormat;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** CSV as nobody should write it: fragments of records, quotes and line ends in any order, and formats to read them in. */
public final class DamagedCsv {

    private DamagedCsv() {}

    /**
     * A text and the format to read it in.
     *
     * @param text begins with a sound header when the format has one
     */
    public record Case(CsvFormat format, String text) {}

    public static Arbitrary<Case> cases() {
        return formats()
                .flatMap(format -> fragments(format)
                        .list()
                        .ofMaxSize(60)
                        .map(parts -> new Case(format, withoutMark(start(format) + String.join("", parts)))));
    }

    private static String withoutMark(String text) {
        return text.startsWith("\ufeff") ? withoutMark(text.substring(1)) : text;
    }

    private static String start(CsvFormat format) {
        var header = format.header() ? "a" + format.delimiter() + "b" + format.delimiter() + "c\n" : "";
        return "it's \"not\" CSV\n".repeat(format.skipRows()) + header;
    }

    private static Arbitrary<CsvFormat> formats() {
        return Combinators.combine(
                        Arbitraries.frequencyOf(
                                Tuple.of(6, Arbitraries.just(",")),
                                Tuple.of(4, Arbitraries.of(";", "\t", "|", "¦", "«"))),
                        Arbitraries.frequencyOf(
                                Tuple.of(6, Arbitraries.just("\"")), Tuple.of(4, Arbitraries.of("'", "", "»"))),
                        Arbitraries.frequencyOf(
                                Tuple.of(6, Arbitraries.just("quote")), Tuple.of(2, Arbitraries.of("\\", "¬"))),
                        Arbitraries.of(true, true, false),
                        Arbitraries.of(0, 0, 0, 2),
                        Arbitraries.of(List.<String>of(), List.of("NA", "n\"a")))
                .as((delimiter, quote, escape, header, skip, nulls) -> new CsvFormat(
                        delimiter,
                        quote,
                        escape.equals("quote") ? quote : escape,
                        Optional.of("utf-8"),
                        header,
                        skip,
                        // A null value with a quote in it does not work in a file of one column.
                        header ? nulls : nulls.stream().limit(1).toList(),
                        ".",
                        "",
                        CsvFormat.DEFAULT.other()));
    }

    private static Arbitrary<String> fragments(CsvFormat f) {
        var d = f.delimiter();
        var q = f.quote();
        var e = f.escape();
        return Arbitraries.frequencyOf(
                Tuple.of(
                        8,
                        Arbitraries.of(
                                "x",
                                "1.5",
                                "NA",
                                " ",
                                "é",
                                "€",
                                "😀",
                                "\"",
                                "'",
                                "n\"a",
                                "\0",
                                "\u0001",
                                "\u001f",
                                "\ufeff",
                                "\\",
                                "a long value without anything in it")),
                Tuple.of(6, Arbitraries.of(d, q, e, q + q, e + q, q + d + q, d + q)),
                Tuple.of(3, Arbitraries.of("\n", "\n", "\r\n", "\r", "\n\n")),
                Tuple.of(
                        6,
                        Arbitraries.of(
                                "1" + d + "2" + d + "3\n",
                                "NA" + d + q + "NA" + q + d + "\n",
                                d + q + q + d + "5\" pipe\r\n",
                                q + "two\nlines" + q + d + d + q + "x" + e + q + "y" + q + "\n",
                                d + d + "\n")));
    }
}
