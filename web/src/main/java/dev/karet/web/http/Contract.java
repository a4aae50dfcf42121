package dev.karet.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.model.json.JsonText;
import dev.karet.model.json.JsonTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What the service promises: {@code openapi.yaml}, as JSON. */
final class Contract {

    private static final String FILE = "openapi.yaml";

    private Contract() {}

    /** The document as JSON, in UTF-8. */
    static byte[] json() {
        return JsonText.compact(tree()).getBytes(UTF_8);
    }

    /** The document. */
    static JsonTree tree() {
        try (InputStream yaml = Contract.class.getResourceAsStream(FILE)) {
            if (yaml == null) throw new IllegalStateException(FILE + " is not on the class path");
            return tree(new Load(LoadSettings.builder().setLabel(FILE).build()).loadFromInputStream(yaml));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static JsonTree tree(@Nullable Object yaml) {
        return switch (yaml) {
            case null -> new JsonTree.Null();
            case Map<?, ?> map -> {
                Map<String, JsonTree> fields = new LinkedHashMap<>();
                map.forEach((name, value) -> fields.put(String.valueOf(name), tree(value)));
                yield new JsonTree.Obj(fields);
            }
            case List<?> list ->
                new JsonTree.Arr(list.stream().map(Contract::tree).toList());
            case Boolean truth -> new JsonTree.Bool(truth);
            case Number number -> new JsonTree.Num(number.toString());
            default -> new JsonTree.Text(yaml.toString());
        };
    }
}
