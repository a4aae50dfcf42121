package dev.karet.web.tables;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.engine.query.Position;
import dev.karet.engine.query.Selection;
import dev.karet.engine.query.TableFiles;
import dev.karet.web.tables.TableTrouble.BadQuestion;
import dev.karet.web.tables.TableTrouble.SnapshotChanged;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a page ended, as text that only we read: {@code snapshot;table, filters and order;file;row}. It holds no values, so that it stays
 * short.
 */
public final class Cursor {

    private static final Pattern FORM = Pattern.compile("([^;]*);([^;]*);([0-9]{1,9});([0-9]{1,18})");

    private Cursor() {}

    /** Where the page ended at {@code position}. */
    public static String write(SnapshotId snapshot, String table, Selection selection, Position position) {
        String text =
                "%s;%s;%d;%d".formatted(snapshot.text(), print(table, selection), position.file(), position.row());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws SnapshotChanged when it is of another commit
     * @throws BadQuestion when it is no cursor, or one of another question
     */
    public static Position read(
            String cursor, SnapshotId snapshot, String table, Selection selection, TableFiles files) {
        Matcher parts = FORM.matcher(decoded(cursor));
        if (!parts.matches()) throw bad("The cursor is none that a page gave.");
        if (!parts.group(2).equals(print(table, selection))) {
            throw bad("The cursor is from another question: keep filters and sort as they were on the first page.");
        }
        if (!parts.group(1).equals(snapshot.text())) throw new SnapshotChanged();
        Position position = new Position(Integer.parseInt(parts.group(3)), Long.parseLong(parts.group(4)));
        boolean isThere = position.file() < files.files().size()
                && position.row() < files.files().get(position.file()).rows();
        if (!isThere) throw bad("The cursor is none that a page gave.");
        return position;
    }

    private static String decoded(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }

    private static BadQuestion bad(String message) {
        return new BadQuestion("bad_cursor", message);
    }

    private static String print(String table, Selection selection) {
        String question = table + selection.filters() + selection.where() + selection.order();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(question.getBytes(UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 12));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
