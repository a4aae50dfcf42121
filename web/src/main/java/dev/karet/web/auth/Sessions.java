package dev.karet.web.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.model.json.JsonText;
import dev.karet.model.json.JsonTree;
import dev.karet.model.json.ReadResult;
import dev.karet.model.json.Writing;
import dev.karet.model.settings.Secret;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Writes sessions down as {@code base64url(payload).base64url(HMAC-SHA256(payload))} and believes none that was not signed with the same
 * secret. Thread-safe.
 */
final class Sessions {

    /** How long a session lasts. */
    static final Duration LIFE = Duration.ofDays(7);

    private static final String ALGORITHM = "HmacSHA256";
    private static final int LONGEST = 2_048;
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,16}");
    private static final long LAST_SECOND = Instant.MAX.getEpochSecond();

    private final SecretKeySpec key;
    private final Clock clock;

    /** @param secret not empty */
    Sessions(Secret secret, Clock clock) {
        this.key = new SecretKeySpec(secret.value().getBytes(UTF_8), ALGORITHM);
        this.clock = clock;
    }

    Session begin(long epoch) {
        return new Session(clock.instant().truncatedTo(ChronoUnit.SECONDS).plus(LIFE), epoch);
    }

    /** Whether so much of the session is over that a new one should take its place. */
    boolean isOld(Session session) {
        return Duration.between(clock.instant(), session.expires()).compareTo(LIFE.dividedBy(2)) < 0;
    }

    String write(Session session) {
        byte[] payload = JsonText.compact(new Writing()
                        .put(
                                "exp",
                                new JsonTree.Num(Long.toString(session.expires().getEpochSecond())))
                        .put("epoch", new JsonTree.Num(Long.toString(session.epoch())))
                        .object())
                .getBytes(UTF_8);
        return base64(payload) + "." + base64(signature(payload));
    }

    /** The session that {@code text} is; empty when it was forged, changed in a single character, or is over. */
    Optional<Session> read(String text) {
        int dot = text.indexOf('.');
        if (dot < 0 || text.length() > LONGEST) return Optional.empty();
        Optional<byte[]> payload = bytes(text.substring(0, dot));
        Optional<byte[]> shown = bytes(text.substring(dot + 1));
        if (payload.isEmpty() || shown.isEmpty() || !MessageDigest.isEqual(signature(payload.get()), shown.get())) {
            return Optional.empty();
        }
        return session(payload.get()).filter(session -> clock.instant().isBefore(session.expires()));
    }

    private static Optional<Session> session(byte[] payload) {
        if (!(JsonText.read(payload) instanceof ReadResult.Read<JsonTree>(JsonTree.Obj(var fields)))) {
            return Optional.empty();
        }
        OptionalLong expires = whole(fields, "exp");
        OptionalLong epoch = fields.containsKey("epoch") ? whole(fields, "epoch") : OptionalLong.of(0);
        return expires.isEmpty() || epoch.isEmpty() || expires.getAsLong() > LAST_SECOND
                ? Optional.empty()
                : Optional.of(new Session(Instant.ofEpochSecond(expires.getAsLong()), epoch.getAsLong()));
    }

    private static OptionalLong whole(Map<String, JsonTree> fields, String name) {
        return fields.get(name) instanceof JsonTree.Num(var digits)
                        && WHOLE.matcher(digits).matches()
                ? OptionalLong.of(Long.parseLong(digits))
                : OptionalLong.empty();
    }

    private byte[] signature(byte[] payload) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(payload);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Only the one spelling that {@link #base64} gives: the decoder alone would let padding and stray bits pass. */
    private static Optional<byte[]> bytes(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            return base64(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
