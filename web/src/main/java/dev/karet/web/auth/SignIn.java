package dev.karet.web.auth;

import dev.karet.model.settings.Secret;
import dev.karet.store.ObjectStore;
import java.time.Clock;
import java.util.Optional;

/**
 * The administrator's password and sessions. Thread-safe; any number of services may share a bucket and a secret.
 *
 * <p>Every method but {@link #write} and {@link #isOld} throws {@link AuthFault} and {@link dev.karet.store.StoreException}.
 */
public final class SignIn {

    private final Admins admins;
    private final PasswordHashing hashing;
    private final Sessions sessions;

    /** Signs in over {@code store}, with sessions under {@code secret}. */
    public SignIn(ObjectStore store, Secret secret, ScryptCost cost, Clock clock) {
        this(new Admins(store, clock), new PasswordHashing(cost), new Sessions(secret, clock));
    }

    SignIn(Admins admins, PasswordHashing hashing, Sessions sessions) {
        this.admins = admins;
        this.hashing = hashing;
        this.sessions = sessions;
    }

    /** Whether nobody has set the password yet. */
    public boolean needsSetup() {
        return !admins.exist();
    }

    /** Sets the first password and signs in; empty when there is an administrator already, however close the race. */
    public Optional<Session> setUp(NewPassword password) {
        if (!needsSetup() || !admins.create(hashing.hash(password))) return Optional.empty();
        return admins.load().map(stored -> sessions.begin(stored.admin().epoch()));
    }

    /** Signs in; empty when the password is wrong, or there is no administrator, which takes the same time. */
    public Optional<Session> signIn(String password) {
        Optional<Admin> admin = admins.load().map(Admins.Stored::admin);
        if (admin.isEmpty()) {
            hashing.matchNobody(password);
            return Optional.empty();
        }
        return hashing.matches(password, admin.get().hash())
                ? Optional.of(sessions.begin(admin.get().epoch()))
                : Optional.empty();
    }

    /** Changes the password, which ends every session but the one that comes back; empty when {@code current} is wrong. */
    public Optional<Session> changePassword(String current, NewPassword next) {
        Optional<Admins.Stored> stored = admins.load();
        Optional<PasswordHash> hash = Optional.empty();
        // Each round but the first means that somebody else changed the password meanwhile: then the current one is
        // another.
        while (stored.isPresent()
                && hashing.matches(current, stored.get().admin().hash())) {
            if (hash.isEmpty()) hash = Optional.of(hashing.hash(next));
            Optional<Admin> changed = admins.replace(stored.get(), hash.get());
            if (changed.isPresent()) return changed.map(admin -> sessions.begin(admin.epoch()));
            stored = admins.load();
        }
        return Optional.empty();
    }

    /** The session that a cookie is; empty when it is none of ours, over, or ended by a new password. */
    public Optional<Session> session(String written) {
        return sessions.read(written)
                .filter(session -> admins.recent(session.epoch())
                        .filter(admin -> admin.epoch() == session.epoch())
                        .isPresent());
    }

    /** A new session in the place of one that is good. */
    public Session renew(Session session) {
        return sessions.begin(session.epoch());
    }

    /** Whether a session should be renewed. */
    public boolean isOld(Session session) {
        return sessions.isOld(session);
    }

    /** The session as its cookie has it. */
    public String write(Session session) {
        return sessions.write(session);
    }

    /** How many passwords were hashed or checked. */
    long hashed() {
        return hashing.computed();
    }
}
