package dev.karet.web.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.model.settings.Secret;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;

/** What the store shows with its events. Without one nobody is let in. Compares in constant time, whatever the lengths. Thread-safe. */
public final class WebhookSecret {

    private final Optional<byte[]> digest;

    public WebhookSecret(Optional<Secret> secret) {
        this.digest =
                secret.map(Secret::value).filter(value -> !value.isBlank()).map(WebhookSecret::digest);
    }

    /** Whether one of {@code shown} is the secret. */
    public boolean isAmong(List<String> shown) {
        boolean admitted = false;
        for (String text : shown) {
            admitted |= digest.isPresent() && MessageDigest.isEqual(digest(text), digest.get());
        }
        return admitted;
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
