package dev.karet.web.auth;

import dev.karet.store.Layout;
import dev.karet.store.ObjectStore;
import dev.karet.store.PutResult;
import dev.karet.store.StoredObject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one administrator, as the bucket has it. Thread-safe.
 *
 * <p>Every method throws {@link dev.karet.store.StoreException}, and those that read {@link AuthFault.AdminUnreadable}.
 */
final class Admins {

    /** How late a password that was changed over another replica may end sessions here. */
    static final Duration FRESH = Duration.ofSeconds(3);

    private static final String JSON = "application/json";

    /** As many as keep an epoch within the 53 bits that every JSON reader holds exactly, for this century. */
    private static final int RANDOM_BITS = 21;

    private final ObjectStore store;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private volatile @Nullable Seen seen;

    Admins(ObjectStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    private record Seen(Admin admin, Instant at) {}

    /** An administrator with the mark of the version that was read. */
    record Stored(Admin admin, String etag) {}

    boolean exist() {
        return store.head(Layout.ADMIN).isPresent();
    }

    /** The administrator now; empty before the set-up. */
    Optional<Stored> load() {
        return store.get(Layout.ADMIN).map(Admins::stored);
    }

    private static Stored stored(StoredObject object) {
        return new Stored(Admin.read(object.body()), object.info().etag());
    }

    /**
     * The administrator as of at most {@link #FRESH} ago. That nobody is there, or somebody of another epoch, is looked up each time: a
     * session that was begun over another replica is good here at once.
     */
    Optional<Admin> recent(long epoch) {
        Seen last = seen;
        return last != null && isFresh(last) && last.admin().epoch() == epoch ? Optional.of(last.admin()) : read();
    }

    private Optional<Admin> read() {
        Instant now = clock.instant();
        Optional<Admin> found = load().map(Stored::admin);
        seen = found.map(admin -> new Seen(admin, now)).orElse(null);
        return found;
    }

    private boolean isFresh(Seen last) {
        Duration age = Duration.between(last.at(), clock.instant());
        return !age.isNegative() && age.compareTo(FRESH) < 0;
    }

    /** Puts the first administrator there; false when there is one already. */
    boolean create(PasswordHash hash) {
        Admin first = Admin.first(hash, nextEpoch(0), clock.instant());
        return store.createOnly(Layout.ADMIN, first.json(), JSON) instanceof PutResult.Stored;
    }

    /** Gives the administrator that was read another password; empty when somebody else changed it since. */
    Optional<Admin> replace(Stored before, PasswordHash hash) {
        Admin after = before.admin().with(hash, nextEpoch(before.admin().epoch()));
        if (store.replaceOnly(Layout.ADMIN, after.json(), JSON, before.etag()) instanceof PutResult.Lost) {
            boolean same =
                    load().filter(now -> now.etag().equals(before.etag())).isPresent();
            if (!same) return Optional.empty();
            // A store without If-Match. Of two changes the later one stays, and its epoch is neither's who came before.
            store.put(Layout.ADMIN, after.json(), JSON);
        }
        seen = null;
        return Optional.of(after);
    }

    /** Sets a password whatever is there, keeping what can be kept of it. */
    void overwrite(PasswordHash hash) {
        Admin after;
        try {
            after = load().map(Stored::admin)
                    .map(admin -> admin.with(hash, nextEpoch(admin.epoch())))
                    .orElseGet(() -> Admin.first(hash, nextEpoch(0), clock.instant()));
        } catch (AuthFault.AdminUnreadable beyondRepair) {
            after = Admin.first(hash, nextEpoch(0), clock.instant());
        }
        store.put(Layout.ADMIN, after.json(), JSON);
        seen = null;
    }

    /** Later than {@code last}, and unlike what anybody else takes at the same time. */
    private long nextEpoch(long last) {
        return Math.max(last + 1, clock.instant().getEpochSecond() << RANDOM_BITS) + random.nextInt(1 << RANDOM_BITS);
    }
}
