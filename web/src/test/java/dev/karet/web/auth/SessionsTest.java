package dev.karet.web.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.model.settings.Secret;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionsTest {

    private static final Instant END = Instant.ofEpochSecond(1_767_830_400);

    private final StandingClock clock = new StandingClock();
    private final Sessions sessions = new Sessions(new Secret("a secret that only tests know"), clock);

    @Test
    void aSessionIsWrittenAsOtherImplementationsWriteIt() {
        assertThat(sessions.write(new Session(END, 0)))
                .isEqualTo("eyJleHAiOjE3Njc4MzA0MDAsImVwb2NoIjowfQ.z6umxxUoS5HDuehUKM75JGq9pjxMNJVUZ9wzNXiJeTM");
    }

    @Test
    void oneWithoutEpochAndWithOtherFieldsIsOfEpochZero() {
        assertThat(sessions.read(
                        "eyJleHAiOjE3Njc4MzA0MDAsInJvbGUiOiJhZG1pbiJ9.KIPhryjTSlZtvk1CtGvYmYCuzuE_ZrE4lPEOQPMShJI"))
                .contains(new Session(END, 0));
    }

    @Test
    void aSessionIsGoodForSevenDaysAndNotASecondLonger() {
        Session session = sessions.begin(42);
        assertThat(session.expires()).isEqualTo(END);
        String written = sessions.write(session);
        clock.advance(Duration.ofDays(7).minusSeconds(1));
        assertThat(sessions.read(written)).contains(session);
        clock.advance(Duration.ofSeconds(1));
        assertThat(sessions.read(written)).isEmpty();
    }

    @Test
    void aSessionWithOneCharacterMoreLessOrOtherIsNoSession() {
        String written = sessions.write(sessions.begin(7));
        for (int i = 0; i < written.length(); i++) {
            String before = written.substring(0, i);
            String after = written.substring(i + 1);
            assertThat(sessions.read(before)).as("cut at %d", i).isEmpty();
            assertThat(sessions.read(before + after)).as("without %d", i).isEmpty();
            for (String other : new String[] {"A", "B", "-", "_", "=", ".", "+", "é"}) {
                if (written.substring(i, i + 1).equals(other)) continue;
                assertThat(sessions.read(before + other + after))
                        .as("%s at %d", other, i)
                        .isEmpty();
            }
        }
        for (String more : new String[] {"=", "A", ".", " ", "\0"}) {
            assertThat(sessions.read(written + more)).as("with \"%s\"", more).isEmpty();
        }
    }

    @Test
    void aSessionUnderAnotherSecretIsNoSession() {
        String written = sessions.write(sessions.begin(7));
        assertThat(new Sessions(new Secret("another secret of some length"), clock).read(written))
                .isEmpty();
    }

    /** Each is signed with the right secret. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "eyJleHAiOjE3NjcyMjU2MDB9.aQEpOVDy-mAehBqesiCrzme-CpuxWZmCpnrsKlaCF1U",
                "eyJleHAiOiIxNzY3ODMwNDAwIn0.6KAEqty6dSdbX2IGFkA0MLPAyy-fJTAOhFt0BZXOq2U",
                "eyJleHAiOjEuOGU5fQ.25PRXSazL4ibqhKwgn1FgMqEvtxrtQD-Va33R3_aZxI",
                "eyJlcG9jaCI6MH0.MCoU-oFZ7gobttwZyljS2etbO1JKHDYEafS5nPzG53w",
                "WzFd.JDFrUeMBtyb6rFdFuVffSMn_3JhzVeXuKK4HNeEhSKA",
                "",
                ".",
                "..",
                "e30."
            })
    void whatIsOverOrSaysNoProperTimeIsNoSession(String written) {
        assertThat(sessions.read(written)).isEmpty();
    }
}
