package dev.karet.web.auth;

import dev.karet.store.ObjectStore;
import java.time.Clock;

/** Sets the administrator's password without the old one, for whoever holds the bucket. Thread-safe. */
public final class PasswordReset {

    private final Admins admins;
    private final PasswordHashing hashing;

    public PasswordReset(ObjectStore store, Clock clock) {
        this(store, clock, ScryptCost.OF_NEW_HASHES);
    }

    PasswordReset(ObjectStore store, Clock clock, ScryptCost cost) {
        this.admins = new Admins(store, clock);
        this.hashing = new PasswordHashing(cost);
    }

    /**
     * Sets the password, also when there was none or what was there cannot be read, and ends every session. API tokens stay.
     *
     * @throws dev.karet.store.StoreException when the store cannot do it
     */
    public void set(NewPassword password) {
        admins.overwrite(hashing.hash(password));
    }
}
