package dev.karet.web.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.karet.model.settings.Secret;
import dev.karet.store.Layout;
import dev.karet.store.ObjectStore;
import dev.karet.store.StoreException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tokens of scripts: {@code karet_<id>_<secret>}, of which the bucket holds a hash under the id. Thread-safe.
 *
 * <p>Every method throws {@link StoreException}.
 */
public final class ApiTokens {

    /** Tokens there may be at the same time. */
    public static final int MOST = 100;

    /** How late a token that was revoked over another replica may end here. */
    static final Duration FRESH = Duration.ofSeconds(3);

    private static final String JSON = "application/json";
    private static final String LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static final int ID_LENGTH = 16;
    private static final int SECRET_BYTES = 32;
    private static final Pattern ID = Pattern.compile("[0-9a-z]{16}");
    private static final Pattern FORM = Pattern.compile("karet_([0-9a-z]{16})_[A-Za-z0-9_-]{43}");

    private final ObjectStore store;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Cache<String, ApiToken> recent;

    public ApiTokens(ObjectStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.recent = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(FRESH)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** A token that was just made, with what its owner must keep: it is never to be had again. */
    public record Made(ApiToken token, Secret text) {}

    /**
     * Makes a token; empty when there are as many as may be.
     *
     * @throws IllegalArgumentException when the name will not do
     */
    public Optional<Made> make(String name, Scope scope) {
        ApiToken.faultOfName(name).ifPresent(fault -> {
            throw new IllegalArgumentException(fault);
        });
        try (var keys = store.list(Layout.TOKENS)) {
            if (keys.limit(MOST).count() == MOST) return Optional.empty();
        }
        String id = newId();
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        String text = "karet_%s_%s"
                .formatted(id, Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
        ApiToken token = new ApiToken(id, name, scope, clock.instant(), hash(text));
        store.put(Layout.token(id), token.json(), JSON);
        return Optional.of(new Made(token, new Secret(text)));
    }

    private String newId() {
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < ID_LENGTH; i++) id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        return id.toString();
    }

    /** Every token, the oldest first. */
    public List<ApiToken> list() {
        try (var keys = store.list(Layout.TOKENS)) {
            return keys.limit(2 * MOST)
                    .flatMap(info -> store.get(info.key()).stream())
                    .flatMap(object -> ApiToken.read(object.body()).stream())
                    .sorted(Comparator.comparing(ApiToken::created).thenComparing(ApiToken::id))
                    .toList();
        }
    }

    /** Ends a token, here at once and elsewhere soon; false when there is none of this id. */
    public boolean revoke(String id) {
        if (!ID.matcher(id).matches() || store.head(Layout.token(id)).isEmpty()) return false;
        store.delete(Layout.token(id));
        recent.invalidate(id);
        return true;
    }

    /** The token that a script shows; empty when it is none, or was revoked. */
    public Optional<ApiToken> check(String shown) {
        Matcher form = FORM.matcher(shown);
        if (!form.matches()) return Optional.empty();
        String hash = hash(shown);
        return find(form.group(1))
                .filter(token -> MessageDigest.isEqual(
                        hash.getBytes(US_ASCII), token.hash().getBytes(UTF_8)));
    }

    /** One that is not there is looked up each time: a token made over another replica is good here at once. */
    private Optional<ApiToken> find(String id) {
        ApiToken known = recent.getIfPresent(id);
        if (known != null) return Optional.of(known);
        Optional<ApiToken> found = store.get(Layout.token(id)).flatMap(object -> ApiToken.read(object.body()));
        found.ifPresent(token -> recent.put(id, token));
        return found;
    }

    private static String hash(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
