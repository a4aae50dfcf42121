package dev.karet.app;

import dev.karet.model.settings.Secret;
import dev.karet.worker.PathTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** A secret that Karet makes for itself once and keeps in the data directory, readable by its owner only. */
final class SecretFile {

    private static final int BYTES = 32;

    private SecretFile() {}

    /**
     * The secret called {@code name}, made now when there is none.
     *
     * @throws CommandFailed when the file cannot be read or written
     */
    static Secret loadOrCreate(Path data, String name) {
        Path file = data.resolve(name);
        try {
            if (!Files.exists(file)) create(file);
            String text = Files.readString(file).strip();
            if (text.length() < BYTES) {
                throw new CommandFailed(
                        ExitCode.INVALID,
                        "%s holds no secret of %d characters or more. Delete it to get a new one."
                                .formatted(file, BYTES));
            }
            return new Secret(text);
        } catch (IOException e) {
            throw new CommandFailed(
                    ExitCode.INVALID,
                    "The data directory %s cannot be used: %s. Name another with --data."
                            .formatted(data, PathTrouble.of(e)));
        }
    }

    private static void create(Path file) throws IOException {
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        var mine = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Path draft = Files.createTempFile(folder, ".secret-", "", mine);
        Files.writeString(draft, HexFormat.of().formatHex(bytes) + "\n");
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
