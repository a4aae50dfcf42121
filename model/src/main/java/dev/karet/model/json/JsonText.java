package dev.karet.model.json;

import dev.karet.model.JsonPointer;
import dev.karet.model.Problem;
import dev.karet.model.Problems;
import dev.karet.model.Quoted;
import dev.karet.model.json.ReadResult.Faulty;
import dev.karet.model.json.ReadResult.Read;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON text to {@link JsonTree} and back, strictly: duplicate keys, trailing text, bytes that are no UTF-8, unpaired surrogates and
 * the character U+0000 are faults. Bounded in size, nesting and tokens, so that no document can exhaust stack or memory.
 */
public final class JsonText {

    /** The largest document that is read, in bytes. */
    public static final int MAX_BYTES = 8 << 20;

    private static final int MAX_NESTING = 1_000;
    private static final int MAX_TOKENS = 2_000_000;
    private static final int MAX_NUMBER_LENGTH = 1_000;

    private static final Pattern PARSERS_OWN =
            Pattern.compile("[:;]? *(?:\\(start marker|\\(?enable|\\[Source|at \\[Source|\\(?to be able).*");

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_NESTING)
                            .maxDocumentLength(MAX_BYTES)
                            .maxTokenCount(MAX_TOKENS)
                            .maxNumberLength(MAX_NUMBER_LENGTH)
                            .maxStringLength(MAX_BYTES)
                            .maxNameLength(MAX_BYTES)
                            .build())
                    .streamWriteConstraints(StreamWriteConstraints.builder()
                            .maxNestingDepth(MAX_NESTING + 1)
                            .build())
                    .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
                    .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
                    .build())
            .build();

    private static final DefaultPrettyPrinter PRETTY =
            new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));

    private JsonText() {}

    /** Reads a document; never throws, whatever the bytes. */
    public static ReadResult<JsonTree> read(byte[] utf8) {
        if (utf8.length > MAX_BYTES) return faulty("document_too_large", tooLarge());
        try {
            var decoder = StandardCharsets.UTF_8.newDecoder();
            String text = decoder.decode(ByteBuffer.wrap(utf8)).toString();
            return parse(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException notUtf8) {
            return faulty("bad_json", "The document is not valid UTF-8. Save it as UTF-8.");
        }
    }

    /** Reads a document; never throws, whatever the text. */
    public static ReadResult<JsonTree> read(String json) {
        if (json.length() > MAX_BYTES) return faulty("document_too_large", tooLarge());
        return parse(json);
    }

    /** The tree as indented JSON, ending in a line break. */
    public static String pretty(JsonTree tree) {
        var text = new StringWriter();
        try (JsonGenerator generator = MAPPER.writer().with(PRETTY).createGenerator(text)) {
            write(tree, generator);
        }
        return text.append('\n').toString();
    }

    /** The tree as JSON without white space. */
    public static String compact(JsonTree tree) {
        var text = new StringWriter();
        try (JsonGenerator generator = MAPPER.writer().createGenerator(text)) {
            write(tree, generator);
        }
        return text.toString();
    }

    private static String tooLarge() {
        return "The document is larger than 8 MiB.";
    }

    private static <T> ReadResult<T> faulty(String kind, String message) {
        return new Faulty<>(List.of(Problem.of(kind, "", message)));
    }

    private static ReadResult<JsonTree> parse(String json) {
        var problems = new Problems();
        try (JsonParser parser = MAPPER.createParser(json)) {
            try {
                if (parser.nextToken() == null) return faulty("bad_json", "The document is empty.");
                JsonTree tree = value(parser, JsonPointer.ROOT, problems);
                if (parser.nextToken() != null) {
                    return faulty("bad_json", "There is text after the end of the document" + where(parser) + ".");
                }
                return problems.isEmpty() ? new Read<>(tree) : new Faulty<>(problems.list());
            } catch (StreamConstraintsException beyond) {
                String message = "The document goes beyond %d levels, %d values and names, or a number of %d digits."
                        .formatted(MAX_NESTING, MAX_TOKENS, MAX_NUMBER_LENGTH);
                return new Faulty<>(List.of(Problem.of("document_too_large", "", message)));
            } catch (JacksonException syntax) {
                String pointer = parser.streamReadContext().pathAsPointer().toString();
                problems.add(Problem.of("bad_json", pointer, "The document is not valid JSON: " + sentence(syntax)));
                return new Faulty<>(problems.list());
            }
        }
    }

    private static JsonTree value(JsonParser parser, JsonPointer at, Problems problems) {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> object(parser, at, problems);
            case START_ARRAY -> {
                List<JsonTree> elements = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(value(parser, at.element(elements.size()), problems));
                }
                yield new JsonTree.Arr(elements);
            }
            case VALUE_STRING -> new JsonTree.Text(checked(parser.getString(), at, problems));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonTree.Num(parser.getString());
            case VALUE_TRUE -> new JsonTree.Bool(true);
            case VALUE_FALSE -> new JsonTree.Bool(false);
            case VALUE_NULL -> new JsonTree.Null();
            case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new IllegalStateException("no value begins with " + token);
        };
    }

    private static JsonTree object(JsonParser parser, JsonPointer at, Problems problems) {
        Map<String, JsonTree> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonPointer field = at.field(name);
            checked(name, field, problems);
            parser.nextToken();
            if (fields.put(name, value(parser, field, problems)) != null) {
                problems.add(
                        "duplicate_key",
                        field,
                        "The field " + Quoted.text(name) + " stands twice in one object.",
                        "Remove one of the two.");
            }
        }
        return new JsonTree.Obj(fields);
    }

    /** Text that later stages could not carry: half a character, or the terminator of other languages' strings. */
    private static String checked(String text, JsonPointer at, Problems problems) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            boolean paired = Character.isHighSurrogate(character)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (paired) {
                i++;
            } else if (character == 0 || Character.isSurrogate(character)) {
                problems.add(
                        "bad_text",
                        at,
                        "The text has the character U+%04X, which is not allowed.".formatted((int) character),
                        "Remove the character; JSON spells it as \\u%04X.".formatted((int) character));
                break;
            }
        }
        return text;
    }

    /** The parser's own words without what it says about itself. */
    private static String sentence(JacksonException syntax) {
        String first = syntax.getOriginalMessage().lines().findFirst().orElse("it ends too early");
        String message = PARSERS_OWN.matcher(first).replaceFirst("");
        var location = syntax.getLocation();
        return location == null
                ? message + "."
                : "%s at line %d, column %d.".formatted(message, location.getLineNr(), location.getColumnNr());
    }

    private static String where(JsonParser parser) {
        var location = parser.currentTokenLocation();
        return " at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
    }

    private static void write(JsonTree tree, JsonGenerator generator) {
        switch (tree) {
            case JsonTree.Obj(var fields) -> {
                generator.writeStartObject();
                fields.forEach((name, value) -> {
                    generator.writeName(name);
                    write(value, generator);
                });
                generator.writeEndObject();
            }
            case JsonTree.Arr(var elements) -> {
                generator.writeStartArray();
                elements.forEach(element -> write(element, generator));
                generator.writeEndArray();
            }
            case JsonTree.Text(var value) -> generator.writeString(value);
            case JsonTree.Num(var number) -> generator.writeNumber(number);
            case JsonTree.Bool(var value) -> generator.writeBoolean(value);
            case JsonTree.Null _ -> generator.writeNull();
        }
    }
}
