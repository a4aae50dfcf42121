package dev.karet.engine.csv;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CsvIntakeTest {

    @Test
    void goodRecordsGoOnAndABrokenOneIsKeptWithItsLine() throws Exception {
        var intake = Intake.of("a,b\n1,\"x\ny\"\n\n2\n3,\"open\n4,5\" pipe\n");

        assertThat(intake.columns().orElseThrow().names().orElseThrow()).containsExactly("a", "b");
        assertThat(intake.good()).containsExactly(new Intake.Good(2, "1,\"x\ny\""), new Intake.Good(7, "4,5\" pipe"));
        assertThat(intake.malformed())
                .containsExactly(
                        new MalformedRecord(5, "2", "has 1 field, the header has 2"),
                        new MalformedRecord(
                                6,
                                "3,\"open",
                                "has a quote in field 2 that runs on to line 7, where text follows a closing quote"));
        assertThat(intake.segments()).isEqualTo("1,\"x\ny\"\n4,\"5\"\" pipe\"\n");
        assertThat(intake.summary()).isEqualTo(new IntakeSummary(4, 2, 2, 7, 33));
    }
}
