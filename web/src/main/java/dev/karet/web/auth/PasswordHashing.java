package dev.karet.web.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.bouncycastle.crypto.generators.SCrypt;

/**
 * Hashes and checks passwords, a few at once: each takes 128 MiB and most of a second. Thread-safe.
 *
 * <p>Every method throws {@link AuthFault.Busy} when no turn came in time.
 */
final class PasswordHashing {

    private static final int AT_ONCE = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int SALT_BYTES = 16;
    private static final int KEY_BYTES = 64;

    private final ScryptCost cost;
    private final Semaphore turns;
    private final Duration patience;
    private final SecureRandom random = new SecureRandom();
    private final PasswordHash nobodys;
    private final LongAdder computed = new LongAdder();

    /** @param cost of new hashes */
    PasswordHashing(ScryptCost cost) {
        this(cost, AT_ONCE, PATIENCE);
    }

    /** @param patience how long one waits for one's turn */
    PasswordHashing(ScryptCost cost, int atOnce, Duration patience) {
        this.cost = cost;
        this.turns = new Semaphore(atOnce, true);
        this.patience = patience;
        this.nobodys = new PasswordHash(cost, randomBytes(SALT_BYTES), randomBytes(KEY_BYTES));
    }

    /** A new hash, with a salt of its own. */
    PasswordHash hash(NewPassword password) {
        byte[] salt = randomBytes(SALT_BYTES);
        return new PasswordHash(cost, salt, key(password.value(), cost, salt, KEY_BYTES));
    }

    /** Whether {@code hash} is this password's. */
    boolean matches(String password, PasswordHash hash) {
        return MessageDigest.isEqual(key(password, hash.cost(), hash.salt(), hash.key().length), hash.key());
    }

    /** Takes as long as checking a password does, for when there is none to check against. */
    void matchNobody(String password) {
        matches(password, nobodys);
    }

    /** How many computations there were. */
    long computed() {
        return computed.sum();
    }

    private byte[] key(String password, ScryptCost of, byte[] salt, int bytes) {
        boolean mine = false;
        try {
            mine = turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (!mine) throw new AuthFault.Busy(patience);
            return compute(() -> SCrypt.generate(password.getBytes(UTF_8), salt, of.n(), of.r(), of.p(), bytes));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AuthFault.Busy(patience);
        } finally {
            if (mine) turns.release();
        }
    }

    /** On a thread of its own: a virtual thread that computes this long would hold up all others on its processor. */
    private byte[] compute(java.util.concurrent.Callable<byte[]> computation) throws InterruptedException {
        FutureTask<byte[]> task = new FutureTask<>(computation);
        Thread.ofPlatform().daemon().name("scrypt").start(task);
        computed.increment();
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("scrypt failed", e.getCause());
        }
    }

    private byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
