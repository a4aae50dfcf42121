package dev.karet.web.documents;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.model.json.JsonText;
import dev.karet.model.json.JsonTree;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

/** A document as it is stored. Pure functions. */
public final class DocumentText {

    private static final int LONGEST_INDENTED = 512 << 10;
    private static final int DEEPEST_INDENTED = 60;

    private DocumentText() {}

    /** The document in UTF-8: indented for people, unless that would make far more of it. */
    public static byte[] bytes(JsonTree tree) {
        byte[] compact = JsonText.compact(tree).getBytes(UTF_8);
        // A line begins with twice as many spaces as there are levels above it, and a hostile document has little else.
        if (compact.length > LONGEST_INDENTED || depth(tree, 0) > DEEPEST_INDENTED) return compact;
        byte[] indented = JsonText.pretty(tree).getBytes(UTF_8);
        return indented.length <= JsonText.MAX_BYTES ? indented : compact;
    }

    /** What tells this document from every other: a SHA-256 of its values in their order, whatever the white space. */
    public static String hash(JsonTree tree) {
        return hash(JsonText.compact(tree).getBytes(UTF_8));
    }

    public static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static int depth(JsonTree tree, int above) {
        Collection<JsonTree> children = switch (tree) {
            case JsonTree.Obj(var fields) -> fields.values();
            case JsonTree.Arr(var elements) -> elements;
            case JsonTree.Text _, JsonTree.Num _, JsonTree.Bool _, JsonTree.Null _ -> List.of();
        };
        int deepest = above;
        for (JsonTree child : children) deepest = Math.max(deepest, depth(child, above + 1));
        return deepest;
    }
}
