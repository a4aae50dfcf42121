package dev.karet.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.store.Leases.Outcome.Busy;
import dev.karet.store.Leases.Outcome.Held;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class LeasesTest {

    private static final Slug SHOP = new Slug("shop");
    private static final JobId ONE = new JobId("job-1700000000000-aaaaaa");
    private static final JobId TWO = new JobId("job-1700000000001-bbbbbb");
    private static final Duration TERM = Duration.ofMinutes(1);

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final Leases leases = new Leases(store, TERM, Clock.systemUTC());

    @Test
    void aReleasedLeaseIsTakenByTheNextWithoutATakeover() {
        Held first = (Held) leases.acquire(SHOP, ONE);
        assertThat(first.tookOver()).isFalse();
        assertThat(first.lease().isHeld()).isTrue();
        first.lease().close();

        Held second = (Held) leases.acquire(SHOP, TWO);

        assertThat(second.tookOver()).isFalse();
        second.lease().close();
    }

    @Test
    void whenTheLastLeaseWasTakenIsKnownByTheStoresClock() {
        assertThat(leases.lastTaken(SHOP)).isEmpty();
        ((Held) leases.acquire(SHOP, ONE)).lease().close();
        assertThat(leases.lastTaken(SHOP))
                .isEqualTo(store.head(Layout.lease(SHOP, 1)).map(ObjectInfo::lastModified));
        ((Held) leases.acquire(SHOP, TWO)).lease().close();
        assertThat(leases.lastTaken(SHOP))
                .isEqualTo(store.head(Layout.lease(SHOP, 2)).map(ObjectInfo::lastModified));
    }

    @Test
    void aHeldLeaseNamesTheJobThatIsAtWork() {
        try (Lease _ = ((Held) leases.acquire(SHOP, ONE)).lease()) {
            assertThat(leases.acquire(SHOP, TWO)).isEqualTo(new Busy(ONE.value()));
            assertThat(leases.holder(SHOP)).contains(ONE.value());
        }
        assertThat(leases.holder(SHOP)).isEmpty();
    }

    @Test
    void aHolderThatIsSilentForATermIsTakenOver() {
        try (Lease _ = ((Held) leases.acquire(SHOP, ONE)).lease()) {
            Leases later = new Leases(store, TERM, Clock.offset(Clock.systemUTC(), TERM.multipliedBy(2)));

            Held second = (Held) later.acquire(SHOP, TWO);

            assertThat(second.tookOver()).isTrue();
            second.lease().close();
        }
    }

    @Test
    void aLeaseFromFarInTheFutureBlocksNobody() {
        Leases ahead = new Leases(store, TERM, Clock.offset(Clock.systemUTC(), Duration.ofDays(1)));
        try (Lease _ = ((Held) ahead.acquire(SHOP, ONE)).lease()) {
            Held second = (Held) leases.acquire(SHOP, TWO);
            assertThat(second.tookOver()).isTrue();
            second.lease().close();
        }
    }

    @Test
    void renewalsKeepALeaseAndTellThatItWasTaken() {
        Leases quick = new Leases(store, Duration.ofMillis(90), Clock.systemUTC());
        try (Lease lease = ((Held) quick.acquire(SHOP, ONE)).lease()) {
            waitUntil(() -> store.head(Layout.leaseBeat(SHOP, 1)).isPresent());
            assertThat(quick.acquire(SHOP, TWO)).isInstanceOf(Busy.class);

            store.put(Layout.lease(SHOP, 2), new byte[0], "application/json");
            waitUntil(() -> !lease.isHeld());
        }
    }

    @Test
    void ofManyThatTryAtOnceOneHoldsIt() throws Exception {
        for (int round = 0; round < 50; round++) {
            Slug slug = new Slug("shop-" + round);
            List<Callable<Leases.Outcome>> attempts = new ArrayList<>();
            for (int i = 0; i < 5; i++) attempts.add(() -> leases.acquire(slug, ONE));
            int held = 0;
            try (var threads = Executors.newFixedThreadPool(5)) {
                for (Future<Leases.Outcome> end : threads.invokeAll(attempts)) {
                    if (end.get() instanceof Held(var lease, var _)) {
                        held++;
                        assertThat(lease.isHeld()).isTrue();
                    }
                }
            }
            assertThat(held).isEqualTo(1);
        }
    }

    private interface Condition {
        boolean holds();
    }

    private static void waitUntil(Condition condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("it took too long").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @Test
    void aRemovedLeaseLeavesNothingOfItselfAndThoseBefore() {
        ((Held) leases.acquire(SHOP, ONE)).lease().close();
        Lease last = ((Held) leases.acquire(SHOP, TWO)).lease();

        last.remove();

        assertThat(store.list("")).isEmpty();
        assertThat(leases.holder(SHOP)).isEmpty();
    }

    @Test
    void aLeaseThatWasTakenOverRemovesNothing() {
        Lease lapsed = ((Held) leases.acquire(SHOP, ONE)).lease();
        Leases later = new Leases(store, TERM, Clock.offset(Clock.systemUTC(), TERM.multipliedBy(2)));
        try (Lease _ = ((Held) later.acquire(SHOP, TWO)).lease()) {
            lapsed.remove();

            assertThat(later.holder(SHOP)).contains(TWO.value());
        }
    }
}
