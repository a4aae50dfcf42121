package dev.karet.web.auth;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is kept of a password: {@code scrypt$<n>$<r>$<p>$<salt base64>$<key base64>}. The arrays are not to be changed; the text form holds no
 * hash.
 *
 * @param key never so short that a guess could meet it
 */
record PasswordHash(ScryptCost cost, byte[] salt, byte[] key) {

    private static final int SHORTEST_KEY = 16;
    private static final Pattern FORM = Pattern.compile("scrypt\\$([0-9]{1,10})\\$([0-9]{1,4})\\$([0-9]{1,4})"
            + "\\$([A-Za-z0-9+/]{4,1024}={0,2})\\$([A-Za-z0-9+/]{4,1024}={0,2})");

    PasswordHash {
        if (key.length < SHORTEST_KEY) {
            throw new IllegalArgumentException("a key of %d bytes is too short".formatted(key.length));
        }
    }

    /** Reads the stored form; empty when it is another, or asks for more than we can bear. */
    static Optional<PasswordHash> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) return Optional.empty();
        long n = Long.parseLong(form.group(1));
        int r = Integer.parseInt(form.group(2));
        int p = Integer.parseInt(form.group(3));
        if (!ScryptCost.isBearable(n, r, p)) return Optional.empty();
        try {
            byte[] salt = Base64.getDecoder().decode(form.group(4));
            byte[] key = Base64.getDecoder().decode(form.group(5));
            return key.length < SHORTEST_KEY
                    ? Optional.empty()
                    : Optional.of(new PasswordHash(new ScryptCost((int) n, r, p), salt, key));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** The stored form. */
    String stored() {
        Base64.Encoder base64 = Base64.getEncoder();
        return "scrypt$%d$%d$%d$%s$%s"
                .formatted(cost.n(), cost.r(), cost.p(), base64.encodeToString(salt), base64.encodeToString(key));
    }

    @Override
    public String toString() {
        return "scrypt, " + cost;
    }
}
