package dev.karet.web.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.karet.model.settings.Secret;
import dev.karet.store.InMemoryObjectStore;
import dev.karet.store.ObjectInfo;
import dev.karet.store.ObjectStore;
import dev.karet.store.OpenedObject;
import dev.karet.store.PutResult;
import dev.karet.store.StoredObject;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminsTest {

    private static final String ADMIN = "_auth/admin.json";
    private static final Secret SECRET = new Secret("a secret that only tests know");
    private static final ScryptCost CHEAP = new ScryptCost(16, 2, 1);
    private static final String HASH = "scrypt$1024$8$16$TmFDbA=="
            + "$/bq+HJ00cgB4VucZDQHp/nxq18vII3gw53N2Y0s3MWIurzDZLiKjiG/xCSedmDDaxyevuUqD7m2DYMvfoswGQA==";

    private final StandingClock clock = new StandingClock();
    private final ObjectStore store = new InMemoryObjectStore();
    private final SignIn signIn = new SignIn(store, SECRET, CHEAP, clock);

    @Test
    void changingThePasswordKeepsWhatThisVersionDoesNotKnow() {
        write("{\"version\":1,\"theirs\":{\"a\":[1.50]},\"password_hash\":\"" + HASH + "\",\"created_at\":\"then\"}");
        assertThat(signIn.changePassword("password", new NewPassword("another one")))
                .isPresent();
        assertThat(stored())
                .startsWith("{\"version\":1,\"theirs\":{\"a\":[1.50]},\"password_hash\":\"scrypt$16$2$1$")
                .containsPattern("\"created_at\":\"then\",\"epoch\":[1-9][0-9]{15}}");
    }

    @Test
    void aPasswordIsSetOverOneThatIsLostAndEndsEverySession() {
        Session session = signIn.setUp(new NewPassword("forgotten")).orElseThrow();
        new PasswordReset(store, clock, CHEAP).set(new NewPassword("remembered"));
        SignIn elsewhere = new SignIn(store, SECRET, CHEAP, clock);
        assertThat(elsewhere.session(signIn.write(session))).isEmpty();
        assertThat(elsewhere.signIn("forgotten")).isEmpty();
        assertThat(elsewhere.signIn("remembered")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"version\":2,\"password_hash\":\"" + HASH + "\"}",
                "{\"version\":1}",
                "{\"version\":1,\"password_hash\":\"scrypt$1073741824$8$1$TmFDbA==$TmFDbATmFDbATmFDbATmFDbA\"}",
                "{\"version\":1,\"password_hash\":\"" + HASH + "\",\"epoch\":-1}",
                "{\"version\":1,\"password_hash\":\"" + HASH + "\",\"epoch\":\"5\"}",
                "{\"version\":1,\"password_hash\":\"" + HASH + "\",\"epoch\":1e300}"
            })
    void anAdministratorWeCannotReadLetsNobodyInUntilThePasswordIsReset(String json) {
        write(json);
        assertThat(signIn.needsSetup()).isFalse();
        assertThat(signIn.setUp(new NewPassword("an intruder's"))).isEmpty();
        assertThatThrownBy(() -> signIn.signIn("password"))
                .isInstanceOf(AuthFault.AdminUnreadable.class)
                .hasMessageContaining("karet reset-password");
        assertThat(stored()).isEqualTo(json);
        new PasswordReset(store, clock, CHEAP).set(new NewPassword("remembered"));
        assertThat(signIn.signIn("remembered")).isPresent();
    }

    @Test
    void ofManyWhoChangeThePasswordAtTheSameMomentOneSucceedsAndOnlyItsSessionLives() throws Exception {
        Session first = signIn.setUp(new NewPassword("the first one")).orElseThrow();
        List<Session> changed = changedByTwenty(store);
        SignIn fresh = new SignIn(store, SECRET, CHEAP, clock);
        assertThat(changed).hasSize(1);
        assertThat(fresh.session(fresh.write(changed.getFirst()))).isPresent();
        assertThat(fresh.session(fresh.write(first))).isEmpty();
    }

    @Test
    void whereTheStoreKnowsNoConditionalReplacementTheLastOfManyChangesStaysAndOnlyItsSessionLives() throws Exception {
        Session first = signIn.setUp(new NewPassword("the first one")).orElseThrow();
        List<Session> changed = changedByTwenty(new WithoutIfMatch(store));
        SignIn fresh = new SignIn(store, SECRET, CHEAP, clock);
        assertThat(changed)
                .filteredOn(session -> fresh.session(fresh.write(session)).isPresent())
                .hasSize(1);
        assertThat(fresh.session(fresh.write(first))).isEmpty();
        assertThat(fresh.signIn("the first one")).isEmpty();
    }

    /** The sessions of those of twenty replicas that changed the password. */
    private List<Session> changedByTwenty(ObjectStore bucket) throws Exception {
        List<Callable<Optional<Session>>> changes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            SignIn replica = new SignIn(bucket, SECRET, CHEAP, clock);
            NewPassword next = new NewPassword("password number " + i);
            changes.add(() -> replica.changePassword("the first one", next));
        }
        List<Session> changed = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(20)) {
            for (Future<Optional<Session>> change : threads.invokeAll(changes)) {
                change.get().ifPresent(changed::add);
            }
        }
        return changed;
    }

    @Test
    void whereTheStoreKnowsNoConditionalReplacementAChangeStillWorksAndEndsOtherSessions() {
        ObjectStore limited = new WithoutIfMatch(store);
        SignIn here = new SignIn(limited, SECRET, CHEAP, clock);
        Session before = here.setUp(new NewPassword("the first one")).orElseThrow();
        Session after = here.changePassword("the first one", new NewPassword("the second one"))
                .orElseThrow();
        assertThat(here.session(here.write(before))).isEmpty();
        assertThat(here.session(here.write(after))).contains(after);
        assertThat(here.signIn("the second one")).isPresent();
    }

    private void write(String json) {
        store.put(ADMIN, json.getBytes(UTF_8), "application/json");
    }

    private String stored() {
        return new String(store.get(ADMIN).orElseThrow().body(), UTF_8);
    }

    /** A store that refuses every conditional replacement, as some do. */
    private record WithoutIfMatch(ObjectStore store) implements ObjectStore {

        @Override
        public PutResult replaceOnly(String key, byte[] body, String contentType, String etag) {
            return new PutResult.Lost();
        }

        @Override
        public void checkBucket(boolean create) {
            store.checkBucket(create);
        }

        @Override
        public Optional<ObjectInfo> head(String key) {
            return store.head(key);
        }

        @Override
        public Optional<StoredObject> get(String key) {
            return store.get(key);
        }

        @Override
        public OpenedObject open(String key) {
            return store.open(key);
        }

        @Override
        public byte[] read(String key, long offset, int length) {
            return store.read(key, offset, length);
        }

        @Override
        public ObjectInfo put(String key, byte[] body, String contentType) {
            return store.put(key, body, contentType);
        }

        @Override
        public ObjectInfo putFile(String key, Path file, String contentType) {
            return store.putFile(key, file, contentType);
        }

        @Override
        public ObjectInfo putStream(String key, InputStream body, long most, String contentType) {
            return store.putStream(key, body, most, contentType);
        }

        @Override
        public ObjectInfo copy(String from, String to) {
            return store.copy(from, to);
        }

        @Override
        public PutResult createOnly(String key, byte[] body, String contentType) {
            return store.createOnly(key, body, contentType);
        }

        @Override
        public void delete(String key) {
            store.delete(key);
        }

        @Override
        public void deleteAll(List<String> keys) {
            store.deleteAll(keys);
        }

        @Override
        public Stream<ObjectInfo> list(String prefix) {
            return store.list(prefix);
        }

        @Override
        public Stream<String> listFolders(String prefix) {
            return store.listFolders(prefix);
        }
    }
}
