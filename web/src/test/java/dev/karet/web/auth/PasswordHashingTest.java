package dev.karet.web.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashingTest {

    private static final ScryptCost CHEAP = new ScryptCost(16, 2, 1);
    private static final String KEY =
            "/bq+HJ00cgB4VucZDQHp/nxq18vII3gw53N2Y0s3MWIurzDZLiKjiG/xCSedmDDaxyevuUqD7m2DYMvfoswGQA==";

    @ParameterizedTest
    @CsvSource({
        "password, scrypt$1024$8$16$TmFDbA==$" + KEY,
        "pleaseletmein, scrypt$16384$8$1$U29kaXVtQ2hsb3JpZGU=$"
                + "cCO9yzr9c0hGHAbNgf046/2o+7qQT44+qbVD9lRdofLVQylVYT8Pz2LUlwUkKpr55h6F3A1lHkDfzwF7RVdYhw=="
    })
    void theVectorsOfRfc7914AreVerifiedWithTheirOwnParameters(String password, String stored) {
        PasswordHashing hashing = new PasswordHashing(CHEAP);
        PasswordHash hash = PasswordHash.parse(stored).orElseThrow();
        assertThat(hashing.matches(password, hash)).isTrue();
        assertThat(hashing.matches(password + "x", hash)).isFalse();
        assertThat(hash.stored()).isEqualTo(stored);
    }

    @Test
    void newHashesHaveTheParametersOfTheContractAndTheirOwnSalt() {
        PasswordHashing hashing = new PasswordHashing(ScryptCost.OF_NEW_HASHES);
        PasswordHash one = hashing.hash(new NewPassword("correct horse"));
        PasswordHash other = hashing.hash(new NewPassword("correct horse"));
        assertThat(one.stored()).startsWith("scrypt$131072$8$1$");
        assertThat(one.salt()).hasSize(16).isNotEqualTo(other.salt());
        assertThat(one.key()).hasSize(64);
        assertThat(hashing.matches("correct horse", one)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scrypt$1073741824$8$1$TmFDbA==$" + KEY,
                "scrypt$131072$1024$1$TmFDbA==$" + KEY,
                "scrypt$131072$8$64$TmFDbA==$" + KEY,
                "scrypt$9999999999$8$1$TmFDbA==$" + KEY,
                "scrypt$1000$8$1$TmFDbA==$" + KEY,
                "scrypt$65536$1$1$TmFDbA==$" + KEY,
                "scrypt$1$8$1$TmFDbA==$" + KEY,
                "scrypt$0$8$1$TmFDbA==$" + KEY,
                "scrypt$1024$0$1$TmFDbA==$" + KEY,
                "scrypt$1024$8$0$TmFDbA==$" + KEY,
                "scrypt$-1024$8$1$TmFDbA==$" + KEY,
                "scrypt$1024$8$1$TmFDbA==$",
                "scrypt$1024$8$1$TmFDbA==$TmFDbA==",
                "scrypt$1024$8$1$$" + KEY,
                "scrypt$1024$8$1$TmFDb$" + KEY,
                "bcrypt$1024$8$1$TmFDbA==$" + KEY,
                " scrypt$1024$8$1$TmFDbA==$" + KEY,
                ""
            })
    void aStoredHashThatIsMalformedOrWantsTooMuchIsRefusedBeforeAnythingIsComputed(String stored) {
        assertThat(PasswordHash.parse(stored)).isEmpty();
    }

    @Test
    void whoGetsNoTurnInTimeIsToldThatWeAreBusy() {
        PasswordHashing hashing = new PasswordHashing(CHEAP, 0, Duration.ZERO);
        assertThatThrownBy(() -> hashing.matchNobody("anything"))
                .isInstanceOf(AuthFault.Busy.class)
                .hasMessageContaining("Try again");
        assertThat(hashing.computed()).isZero();
    }

    @Test
    void manyAtOnceTakeTurns() throws Exception {
        PasswordHashing hashing = new PasswordHashing(CHEAP, 1, Duration.ofMinutes(1));
        PasswordHash hash = hashing.hash(new NewPassword("correct horse"));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> answers = java.util.stream.IntStream.range(0, 50)
                    .mapToObj(i -> threads.submit(() -> hashing.matches("correct horse", hash)))
                    .toList();
            for (Future<Boolean> answer : answers) assertThat(answer.get()).isTrue();
        }
        assertThat(hashing.computed()).isEqualTo(51);
    }

    @Test
    void aPasswordHas8To1024Characters() {
        assertThat(NewPassword.fault("1234567"))
                .hasValueSatisfying(fault -> assertThat(fault).contains("at least 8"));
        assertThat(NewPassword.fault("12345678")).isEmpty();
        assertThat(NewPassword.fault("😀".repeat(7))).isPresent();
        assertThat(NewPassword.fault("😀".repeat(1024))).isEmpty();
        assertThat(NewPassword.fault("x".repeat(1025))).isPresent();
        assertThat(new NewPassword("a secret of mine").toString()).doesNotContain("mine");
    }
}
