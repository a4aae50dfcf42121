package dev.karet.infer;

import dev.karet.infer.Choices.Partitioning;
import dev.karet.model.JsonPointer;
import dev.karet.model.Problem;
import dev.karet.model.Problems;
import dev.karet.model.expr.DataType;
import dev.karet.model.expr.DateFormatPattern;
import dev.karet.model.expr.TypeNames;
import dev.karet.model.json.Fields;
import dev.karet.model.json.JsonTree;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Choices from JSON, with every fault of theirs. Pure. */
public final class ChoicesJson {

    private final Problems problems;

    private ChoicesJson(Problems problems) {
        this.problems = problems;
    }

    /** Reads {@code tree}, which stands at {@code at} of its document; faults go to {@code problems}. */
    public static Choices read(JsonTree tree, JsonPointer at, Problems problems) {
        return new ChoicesJson(problems).choices(tree, at);
    }

    private Choices choices(JsonTree tree, JsonPointer at) {
        Fields fields = Fields.of(tree, "the choices", at, problems).orElseGet(Fields::none);
        Choices.Format format = fields.optional("format")
                .map(value -> format(value, at.field("format")))
                .orElse(Choices.Format.NONE);
        Map<Integer, Choices.Column> columns = new HashMap<>();
        fields.optionalList("columns", (value, place) -> {
            column(value, place, columns);
            return place;
        });
        Optional<Partitioning> partition = fields.optionalText("partition").flatMap(text -> switch (text) {
            case "none" -> Optional.of(Partitioning.NONE);
            case "month" -> Optional.of(Partitioning.MONTH);
            case "year" -> Optional.of(Partitioning.YEAR);
            default -> fault(at.field("partition"), "A table is divided by month, by year or by none.");
        });
        return new Choices(format, columns, partition, fields.bool("dashboard", true));
    }

    private Choices.Format format(JsonTree tree, JsonPointer at) {
        Fields fields = Fields.of(tree, "the format", at, problems).orElseGet(Fields::none);
        Optional<String> quote =
                fields.optionalText("quote").filter(text -> text.isEmpty() || isSign(text, at.field("quote")));
        Optional<String> delimiter =
                fields.optionalText("delimiter").filter(text -> isSign(text, at.field("delimiter")));
        if (delimiter.isPresent() && delimiter.get().equals(quote.orElse("\""))) {
            fault(at.field("delimiter"), "The delimiter and the quote must differ.");
        }
        Optional<String> decimal =
                fields.optionalText("decimal").filter(text -> oneOf(text, Set.of(".", ","), at.field("decimal")));
        Optional<String> thousands = fields.optionalText("thousands")
                .filter(text -> oneOf(text, Set.of("", ",", ".", " ", "'"), at.field("thousands")));
        if (thousands.isPresent() && thousands.get().equals(decimal.orElse("."))) {
            fault(at.field("thousands"), "The decimal sign and the sign between thousands must differ.");
        }
        var skip = fields.optionalInteger("skip_rows");
        if (skip.isPresent() && (skip.getAsInt() < 0 || skip.getAsInt() > 1_000_000)) {
            fault(at.field("skip_rows"), "From 0 to 1,000,000 lines can be skipped.");
        }
        return new Choices.Format(
                delimiter,
                quote,
                fields.optionalText("escape").filter(text -> isSign(text, at.field("escape"))),
                fields.optionalText("encoding").filter(text -> isEncoding(text, at.field("encoding"))),
                fields.optional("header").map(_ -> fields.bool("header")),
                skip.isPresent() ? Optional.of(Math.clamp(skip.getAsInt(), 0, 1_000_000)) : Optional.empty(),
                fields.optionalTexts("null_values").map(words -> List.copyOf(Set.copyOf(words))),
                decimal,
                thousands);
    }

    private void column(JsonTree tree, JsonPointer at, Map<Integer, Choices.Column> columns) {
        Fields fields = Fields.of(tree, "a column's choices", at, problems).orElseGet(Fields::none);
        int index = fields.integer("index");
        Optional<DataType> type = fields.optionalText("type").flatMap(text -> switch (TypeNames.read(text)) {
            case TypeNames.Reading.Type(var known) -> Optional.of(known);
            case TypeNames.Reading.Faulty(var message, var _) -> fault(at.field("type"), message);
        });
        Optional<String> format = fields.optionalText("dateFormat")
                .flatMap(text -> switch (DateFormatPattern.parse(text)) {
                    case DateFormatPattern.Reading.Good _ -> Optional.of(text);
                    case DateFormatPattern.Reading.Faulty(var faults) ->
                        fault(at.field("dateFormat"), faults.getFirst().message());
                });
        Optional<String> name = fields.optionalText("name").filter(text -> !text.isBlank());
        boolean skip = fields.bool("skip", false);
        if (index < 0 || index >= Detector.MOST_COLUMNS) fault(at.field("index"), "There is no such column.");
        columns.put(index, new Choices.Column(name, type, format, skip));
    }

    private boolean isSign(String text, JsonPointer at) {
        boolean sign =
                text.length() == 1 && (text.charAt(0) == '\t' || (text.charAt(0) >= ' ' && text.charAt(0) <= '~'));
        if (!sign) fault(at, "This must be a tab or one printable ASCII character.");
        return sign;
    }

    private boolean oneOf(String text, Set<String> allowed, JsonPointer at) {
        if (!allowed.contains(text)) fault(at, "This sign cannot be used in numbers.");
        return allowed.contains(text);
    }

    private boolean isEncoding(String text, JsonPointer at) {
        try {
            if (Charset.isSupported(text)) return true;
        } catch (IllegalCharsetNameException notEvenAName) {
            // Told below like every other name that stands for no charset.
        }
        fault(at, "There is no such encoding. Use a name such as UTF-8 or windows-1252.");
        return false;
    }

    private <T> Optional<T> fault(JsonPointer at, String message) {
        problems.add(Problem.of("bad_choice", at.toString(), message));
        return Optional.empty();
    }
}
