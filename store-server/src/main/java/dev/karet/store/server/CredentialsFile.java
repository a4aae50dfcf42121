package dev.karet.store.server;

import dev.karet.store.StoreCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;

/**
 * The key pair of an embedded store, kept in {@code <data>/credentials} as lines that a shell can source.
 *
 * <p>It is made at the first start, readable by its owner only, and never changes by itself.
 */
public final class CredentialsFile {

    private static final String ID = "AWS_ACCESS_KEY_ID";
    private static final String SECRET = "AWS_SECRET_ACCESS_KEY";
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final String MIXED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private CredentialsFile() {}

    /** Where the pair of the store in {@code data} lies. */
    public static Path in(Path data) {
        return data.resolve("credentials");
    }

    /**
     * The pair in the directory {@code data}, made now when there is none.
     *
     * @throws IOException when the file cannot be read or written, or lacks one of its two lines
     */
    public static StoreCredentials loadOrCreate(Path data) throws IOException {
        var file = in(data);
        if (!Files.exists(file)) {
            create(file);
        }
        return read(file);
    }

    private static StoreCredentials read(Path file) throws IOException {
        Map<String, String> values = new HashMap<>();
        for (var line : Files.readAllLines(file)) {
            var equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                values.put(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        }
        var id = values.getOrDefault(ID, "");
        var secret = values.getOrDefault(SECRET, "");
        if (id.isEmpty() || secret.isEmpty()) {
            throw new IOException("%s lacks a line %s=… or %s=…. Put both in, or delete the file to get a new pair."
                    .formatted(file, ID, SECRET));
        }
        return new StoreCredentials(id, secret);
    }

    private static void create(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        var mine = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var random = new SecureRandom();
        var text = "%s=KARET%s%n%s=%s%n".formatted(ID, pick(random, LETTERS, 15), SECRET, pick(random, MIXED, 40));
        var draft = Files.createTempFile(file.toAbsolutePath().getParent(), ".credentials-", "", mine);
        Files.writeString(draft, text);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String pick(SecureRandom random, String alphabet, int count) {
        return random.ints(count, 0, alphabet.length())
                .collect(StringBuilder::new, (b, i) -> b.append(alphabet.charAt(i)), StringBuilder::append)
                .toString();
    }
}
