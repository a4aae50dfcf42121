package dev.karet.web.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.model.json.JsonText;
import dev.karet.model.json.JsonTree;
import dev.karet.model.json.ReadResult;
import dev.karet.model.json.Writing;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What {@code _auth/admin.json} says. Immutable.
 *
 * @param epoch which sessions are good: those of the same epoch; 0 in a file that names none
 * @param document the whole of it, also what this version does not know
 */
record Admin(PasswordHash hash, long epoch, JsonTree.Obj document) {

    private static final String VERSION = "version";
    private static final String HASH = "password_hash";
    private static final String CREATED = "created_at";
    private static final String EPOCH = "epoch";

    private static final int LARGEST = 32 << 10;

    /** Whole numbers that every JSON reader holds exactly. */
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,15}|[1-8][0-9]{15}");

    /** The first administrator of a bucket. */
    static Admin first(PasswordHash hash, long epoch, Instant now) {
        Writing document = new Writing()
                .put(VERSION, 1)
                .put(HASH, hash.stored())
                .put(CREATED, now.toString())
                .put(EPOCH, whole(epoch));
        return new Admin(hash, epoch, document.object());
    }

    /**
     * Reads the stored document.
     *
     * @throws AuthFault.AdminUnreadable when it is not one we can use
     */
    static Admin read(byte[] json) {
        if (json.length > LARGEST) throw new AuthFault.AdminUnreadable("it is larger than any such file of ours");
        if (!(JsonText.read(json) instanceof ReadResult.Read<JsonTree>(JsonTree.Obj document))) {
            throw new AuthFault.AdminUnreadable("it is no JSON object");
        }
        Map<String, JsonTree> fields = document.fields();
        if (!(fields.get(VERSION) instanceof JsonTree.Num(var version)) || !version.equals("1")) {
            throw new AuthFault.AdminUnreadable("its version is not 1");
        }
        if (!(fields.get(HASH) instanceof JsonTree.Text(var stored))) {
            throw new AuthFault.AdminUnreadable("it holds no password_hash");
        }
        PasswordHash hash = PasswordHash.parse(stored)
                .orElseThrow(() -> new AuthFault.AdminUnreadable(
                        "its password_hash is no scrypt hash, or asks for more memory or time than is given"));
        return new Admin(hash, epoch(fields), document);
    }

    private static long epoch(Map<String, JsonTree> fields) {
        return switch (fields.get(EPOCH)) {
            case null -> 0;
            case JsonTree.Null _ -> 0;
            case JsonTree.Num(var digits) when WHOLE.matcher(digits).matches() -> Long.parseLong(digits);
            case JsonTree.Num _, JsonTree.Text _, JsonTree.Bool _, JsonTree.Obj _, JsonTree.Arr _ ->
                throw new AuthFault.AdminUnreadable("its epoch is no whole number");
        };
    }

    /** The same administrator with another password and other sessions. */
    Admin with(PasswordHash otherHash, long otherEpoch) {
        Map<String, JsonTree> fields = new LinkedHashMap<>(document.fields());
        fields.put(HASH, new JsonTree.Text(otherHash.stored()));
        fields.put(EPOCH, whole(otherEpoch));
        return new Admin(otherHash, otherEpoch, new JsonTree.Obj(fields));
    }

    byte[] json() {
        return JsonText.compact(document).getBytes(UTF_8);
    }

    private static JsonTree whole(long number) {
        return new JsonTree.Num(Long.toString(number));
    }
}
