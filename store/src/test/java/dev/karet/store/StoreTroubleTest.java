package dev.karet.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.karet.store.ScriptedStore.Answer;
import dev.karet.store.ScriptedStore.Asked;
import dev.karet.store.StoreException.StoreDenied;
import dev.karet.store.StoreException.StoreUnavailable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of the answers of a store in trouble: asked again where it helps, else a sentence that says what to do. */
class StoreTroubleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration IMPATIENCE = Duration.ofSeconds(1);
    private static final byte[] BODY = new byte[300_000];

    static {
        new Random(1).nextBytes(BODY);
    }

    /** The first call of a JVM takes seconds on a busy machine, which no impatient client would wait. */
    @BeforeAll
    static void warmUp() throws IOException {
        try (var scripted = new ScriptedStore(Answer.object(BODY));
                var store = scripted.client(PATIENCE);
                var opened = store.open("a")) {
            assertThat(opened.body().readAllBytes()).isEqualTo(BODY);
        }
    }

    @ParameterizedTest
    @CsvSource({"503,SlowDown", "500,InternalError", "502,BadGateway", "504,GatewayTimeout", "400,RequestTimeout"})
    void aStoreInTroubleForAMomentIsAskedAgain(int status, String code) throws IOException {
        try (var scripted = new ScriptedStore(Answer.fault(status, code), Answer.object(BODY));
                var store = scripted.client(PATIENCE)) {
            assertThat(store.get("a").orElseThrow().body()).isEqualTo(BODY);
            assertThat(scripted.asked()).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"503,SlowDown", "500,InternalError", "503,ServiceUnavailable"})
    void aStoreThatStaysInTroubleIsUnavailableWithinTheDeadline(int status, String code) throws IOException {
        var begun = Instant.now();

        var failure = impatientFailure(Answer.fault(status, code), s -> s.put("a/b", new byte[1], "text/plain"));

        assertThat(failure)
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("writing \"a/b\"")
                .hasMessageContaining("http://127.0.0.1:");
        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void aFullStoreSaysSoAndIsNotAskedAgain() throws IOException {
        try (var scripted = new ScriptedStore(Answer.fault(507, "InsufficientStorage"));
                var store = scripted.client(PATIENCE)) {
            assertThatThrownBy(() -> store.put("a", new byte[1], "text/plain"))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("has no room left; it refused writing \"a\" (InsufficientStorage): so it is.")
                    .hasMessageEndingWith("Free some space on its disk and try again.");
            assertThat(scripted.asked()).hasSize(1);
        }
        assertThat(impatientFailure(Answer.fault(500, "XMinioStorageFull"), s -> s.put("a", new byte[1], "text/plain")))
                .isInstanceOf(StoreUnavailable.class);
    }

    @ParameterizedTest
    @CsvSource({
        "400,ExpiredToken,'have expired; it refused reading \"a\" (ExpiredToken): so it is. Get new ones'",
        "403,InvalidAccessKeyId,'refused reading \"a\" (InvalidAccessKeyId): so it is. Check AWS_ACCESS_KEY_ID'",
        "403,SignatureDoesNotMatch,'(SignatureDoesNotMatch): so it is. Check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY'",
        "403,AccessDenied,'what they are allowed to do'",
    })
    void credentialsThatAreNoGoodAreDeniedWithWhatToDo(int status, String code, String says) throws IOException {
        assertThat(failure(Answer.fault(status, code), s -> s.get("a")))
                .isInstanceOf(StoreDenied.class)
                .hasMessageContaining(says);
    }

    @Test
    void aClockThatIsWrongIsSetRightOnceAndThenNamed() throws IOException {
        var skewed = Answer.fault(403, "RequestTimeTooSkewed");
        try (var scripted = new ScriptedStore(skewed, Answer.object(BODY));
                var store = scripted.client(PATIENCE)) {
            assertThat(store.get("a")).isPresent();
        }
        try (var scripted = new ScriptedStore(skewed);
                var store = scripted.client(PATIENCE)) {
            assertThatThrownBy(() -> store.get("a"))
                    .isInstanceOf(StoreDenied.class)
                    .hasMessageContaining("differ too much; it refused reading \"a\" (RequestTimeTooSkewed): so it is."
                            + " Set both clocks right.");
        }
    }

    @Test
    void aBareRefusalOfALookAtAnObjectHintsAtItsCauses() throws IOException {
        assertThat(failure(Answer.xml(400, ""), s -> s.head("a"))).hasMessageContaining("Have the credentials expired");
    }

    @Test
    void aCutBodyIsNeverTakenForTheWhole() throws IOException {
        try (var scripted = new ScriptedStore(
                        Answer.object(BODY).cutAfter(100_000),
                        Answer.range(BODY, 100_000).cutAfter(50_000),
                        Answer.range(BODY, 150_000));
                var store = scripted.client(PATIENCE);
                var opened = store.open("a")) {
            assertThat(opened.body().readAllBytes()).isEqualTo(BODY);
            assertThat(scripted.asked())
                    .containsExactly(
                            new Asked("GET", "", ""),
                            new Asked("GET", "bytes=100000-", ScriptedStore.ETAG),
                            new Asked("GET", "bytes=150000-", ScriptedStore.ETAG));
        }
    }

    @Test
    void aBodyThatIsCutAgainAndAgainFails() throws IOException {
        try (var scripted = new ScriptedStore(
                        Answer.object(BODY).cutAfter(100_000),
                        Answer.range(BODY, 100_000).cutAfter(0));
                var store = scripted.client(PATIENCE);
                var opened = store.open("a")) {
            assertThatThrownBy(opened.body()::readAllBytes)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Reading \"a\" broke off after 100000 of 300000 bytes");
        }
    }

    @Test
    void aSmallObjectAndARangeThatAreCutAreReadAgain() throws IOException {
        try (var scripted = new ScriptedStore(Answer.object(BODY).cutAfter(100_000), Answer.object(BODY));
                var store = scripted.client(PATIENCE)) {
            assertThat(store.get("a").orElseThrow().body()).isEqualTo(BODY);
        }
        try (var scripted = new ScriptedStore(Answer.range(BODY, 299_000).cutAfter(10), Answer.range(BODY, 299_000));
                var store = scripted.client(PATIENCE)) {
            assertThat(store.read("a", 299_000, 5000)).isEqualTo(Arrays.copyOfRange(BODY, 299_000, 300_000));
            assertThat(scripted.asked()).containsOnly(new Asked("GET", "bytes=299000-303999", ""));
        }
    }

    @Test
    void aBodyThatFallsSilentIsResumed() throws IOException {
        try (var scripted = new ScriptedStore(Answer.object(BODY).stallingAfter(100_000), Answer.range(BODY, 100_000));
                var store = scripted.client(Duration.ofSeconds(2));
                var opened = store.open("a")) {
            assertThat(opened.body().readAllBytes()).isEqualTo(BODY);
        }
    }

    @Test
    void aSmallObjectThatComesTooSlowlyFailsInTime() throws IOException {
        var begun = Instant.now();

        var failure = impatientFailure(Answer.object(BODY).stallingAfter(10), s -> s.get("a"));

        assertThat(failure).isInstanceOf(StoreUnavailable.class).hasMessageContaining("reading \"a\"");
        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void aServerWithoutRangesStillGivesTheRange() throws IOException {
        try (var scripted = new ScriptedStore(Answer.object(BODY));
                var store = scripted.client(PATIENCE)) {
            assertThat(store.read("a", 1000, 500)).isEqualTo(Arrays.copyOfRange(BODY, 1000, 1500));
            assertThat(store.read("a", 299_990, 500)).isEqualTo(Arrays.copyOfRange(BODY, 299_990, 300_000));
            assertThat(store.read("a", 400_000, 500)).isEmpty();
        }
    }

    @Test
    void aCopyThatFailsInsideAGoodAnswerIsMadeAgain() throws IOException {
        try (var scripted = new ScriptedStore(
                        Answer.object(BODY),
                        Answer.fault(200, "InternalError"),
                        Answer.xml(200, "<CopyObjectResult><ETag>\"new\"</ETag></CopyObjectResult>"));
                var store = scripted.client(PATIENCE)) {
            assertThat(store.copy("a", "b").etag()).isEqualTo("new");
            assertThat(scripted.asked().stream().map(Asked::method)).containsExactly("HEAD", "PUT", "PUT");
        }
    }

    @Test
    void aCopyThatKeepsFailingInsideAGoodAnswerIsAFault() throws IOException {
        try (var scripted = new ScriptedStore(Answer.object(BODY), Answer.fault(200, "InternalError"));
                var store = scripted.client(IMPATIENCE)) {
            assertThatThrownBy(() -> store.copy("a", "b"))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("copying \"a\" to \"b\"");
        }
    }

    @Test
    void aCopyFollowsASourceThatIsReplaced() throws IOException {
        try (var scripted = new ScriptedStore(
                        Answer.object(BODY),
                        Answer.fault(412, "PreconditionFailed"),
                        Answer.object(new byte[7]),
                        Answer.xml(200, "<CopyObjectResult><ETag>\"new\"</ETag></CopyObjectResult>"));
                var store = scripted.client(PATIENCE)) {
            assertThat(store.copy("a", "b").size()).isEqualTo(7);
        }
    }

    /** What a client makes of a store that answers nothing else. */
    private static Throwable impatientFailure(Answer always, Consumer<ObjectStore> action) throws IOException {
        return failure(always, IMPATIENCE, action);
    }

    private static Throwable failure(Answer always, Consumer<ObjectStore> action) throws IOException {
        return failure(always, PATIENCE, action);
    }

    private static Throwable failure(Answer always, Duration deadline, Consumer<ObjectStore> action)
            throws IOException {
        try (var scripted = new ScriptedStore(always);
                var store = scripted.client(deadline)) {
            return catchThrowable(() -> action.accept(store));
        }
    }
}
