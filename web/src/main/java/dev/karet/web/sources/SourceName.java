package dev.karet.web.sources;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.model.Quoted;
import dev.karet.store.Layout;
import dev.karet.web.sources.SourceRefused.Reason;

/**
 * Where a file lies below its container's folder. Immutable; a value of this type is one that a run reads.
 *
 * @param folder segments joined by slashes; empty for the container's own folder
 * @param name the last segment
 */
public record SourceName(String folder, String name) {

    private static final int LONGEST_SEGMENT = 200;
    private static final int LONGEST_PATH = 600;

    /**
     * Checks a name that a person chose.
     *
     * @throws SourceRefused when it cannot be stored, or a run would not read it
     */
    public static SourceName of(String folder, String name) {
        SourceName checked = new SourceName(folder, name);
        for (String segment : checked.path().split("/", -1)) requireSegment(segment);
        for (String segment : folder.split("/", -1)) {
            // Not every store can have an object whose key is the folder of another.
            if (Layout.isSourceFile(segment)) throw bad(segment, "is a file's, not a folder's");
        }
        if (name.contains("/")) throw bad(name, "has a slash; give folders apart from the name");
        if (!Layout.isSourceFile(name)) {
            throw bad(
                    name,
                    name.startsWith("_") || name.startsWith(".")
                            ? "begins with \"" + name.charAt(0) + "\", and a run skips such files"
                            : "does not end in .csv or .csv.gz, and a run reads only those");
        }
        if (checked.path().getBytes(UTF_8).length > LONGEST_PATH)
            throw bad(name, "lies in folders with too long names");
        return checked;
    }

    /** The name that a stored file has, without a check. */
    static SourceName ofPath(String path) {
        int slash = path.lastIndexOf('/');
        return new SourceName(slash < 0 ? "" : path.substring(0, slash), path.substring(slash + 1));
    }

    /** The segments of both. */
    public String path() {
        return folder.isEmpty() ? name : folder + "/" + name;
    }

    private static void requireSegment(String segment) {
        if (segment.isEmpty()) throw bad(segment, "is empty");
        if (segment.equals(".") || segment.equals("..")) throw bad(segment, "is no name");
        if (segment.indexOf('\\') >= 0) throw bad(segment, "has a backslash");
        if (segment.codePoints().anyMatch(SourceName::isUnstorable)) throw bad(segment, "has a control character");
        if (segment.getBytes(UTF_8).length > LONGEST_SEGMENT) {
            throw bad(segment, "has more than %d bytes".formatted(LONGEST_SEGMENT));
        }
    }

    private static boolean isUnstorable(int character) {
        return Character.isISOControl(character)
                || Character.getType(character) == Character.SURROGATE
                || Character.getType(character) == Character.LINE_SEPARATOR
                || Character.getType(character) == Character.PARAGRAPH_SEPARATOR
                || (character & 0xFFFE) == 0xFFFE;
    }

    private static SourceRefused bad(String name, String why) {
        return new SourceRefused(
                Reason.BAD_NAME, "The name %s %s. Use a name like \"2024-05.csv\".".formatted(Quoted.text(name), why));
    }
}
