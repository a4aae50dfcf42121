package dev.karet.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.model.settings.Secret;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who may ask: whoever shows the token, or anybody when there is none. Compares in constant time. Thread-safe. */
public final class Bearer {

    private static final String SCHEME = "bearer ";

    private final Optional<byte[]> token;

    /**
     * Lets in who shows {@code token}.
     *
     * @param token empty: anybody may ask
     */
    public Bearer(Optional<Secret> token) {
        this.token = token.map(secret -> secret.value().getBytes(UTF_8));
    }

    /**
     * Whether a request is let in.
     *
     * @param header its {@code Authorization} header, null when there is none
     */
    public boolean admits(@Nullable String header) {
        if (token.isEmpty()) {
            return true;
        }
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        byte[] shown = header.substring(SCHEME.length()).strip().getBytes(UTF_8);
        return MessageDigest.isEqual(shown, token.get());
    }
}
