package dev.karet.engine.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.karet.model.pipeline.CsvFormat;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileFilesTest {

    /** Each line leaves a quote open whether it begins inside quotes or not, so an attempt from each would run to the end: 10¹² bytes. */
    @ParameterizedTest
    @ValueSource(strings = {"x\",\"\n", "\"\n", "\"x\n", "a,\"\"\"\n", "x,\"\n\n", "\"a\"b,\"\n"})
    void quotesThatNeverCloseCostTimeInProportion(String line) {
        var text = "a,b\n" + line.repeat(3_000_000 / line.length());

        var intake = Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Intake.of(text));

        assertThat(intake.summary().records())
                .isEqualTo(intake.good().size() + intake.malformed().size());
    }

    @Test
    void aFieldOfTenMegabytesIsRead() throws Exception {
        var field = "\"" + "line\n".repeat(2_000_000) + "\"";
        var intake = Intake.of("a,b\n1,2\n" + field + ",x\n3,4\n");

        assertThat(intake.good())
                .containsExactly(
                        new Intake.Good(2, "1,2"), new Intake.Good(3, field + ",x"), new Intake.Good(2_000_004, "3,4"));
    }

    @Test
    void whatIsLongerThanARecordMayBeIsRejectedAndReadingGoesOn() throws Exception {
        var limits = new IntakeLimits(1 << 20, 100);
        var text = "a,b\n" + "x".repeat(5000) + ",2\n3,4\n5,\"" + "6\n".repeat(300) + "\",\n7,8\n";
        var intake = Intake.of("a.csv", text.getBytes(UTF_8), CsvFormat.DEFAULT, limits, 64);

        assertThat(intake.malformed().getFirst())
                .isEqualTo(new MalformedRecord(2, "x".repeat(100), "is longer than 100 bytes, the limit of a record"));
        assertThat(intake.malformed().get(1))
                .isEqualTo(new MalformedRecord(
                        4,
                        "5,\"6",
                        "has a quote in field 2 that is still open after 100 bytes, the limit of a record"));
        assertThat(intake.good()).containsExactly(new Intake.Good(3, "3,4"), new Intake.Good(305, "7,8"));
        assertThat(intake.summary().lines()).isEqualTo(305);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "\r\n", "a,b", "a,b\n", "a,b\r\n\r\n"})
    void aFileWithoutRecordsHasNoRows(String text) throws Exception {
        assertThat(Intake.of(text).summary().records()).isZero();
    }

    @Test
    void aHeaderThatIsNeverClosedFailsTheFile() {
        assertThatThrownBy(() -> Intake.of("a,\"b\n1,2\n"))
                .isInstanceOf(FileUnreadable.class)
                .hasMessage("The header on line 1 cannot be read: a quote is never closed.");
    }

    @Test
    void oldMacLinesAndReturnsWithinFieldsAreToldApart() throws Exception {
        assertThat(Intake.of("a,b\r1,2\r\"3\r\",4").good())
                .containsExactly(new Intake.Good(2, "1,2"), new Intake.Good(3, "\"3\r\",4"));
        assertThat(Intake.of("a,b\n1,x\ry\r\n3,4").segments()).isEqualTo("1,\"x\ry\"\n3,4\n");
    }

    @Test
    void linesAreSkippedBeforeTheHeaderWhateverTheyHold() throws Exception {
        assertThat(Intake.of("it's \"\n\n\na,b\n1,2\n", Intake.lines(true, 2)).good())
                .containsExactly(new Intake.Good(5, "1,2"));
    }

    @Test
    void anEscapedQuoteIsWrittenAnewAndShownAsItStood() throws Exception {
        var intake = Intake.of("a,b\n\"x\\\"y\\\\\",\"\\n\"\n", Intake.format(",", "\"", "\\"));

        assertThat(intake.segments()).isEqualTo("\"x\"\"y\\\",\"\\n\"\n");
        assertThat(intake.raws()).containsExactly("\"x\\\"y\\\\\",\"\\n\"");
    }
}
