package dev.karet.engine.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class EveryLineIsAccountedForTest {

    @Provide
    Arbitrary<DamagedCsv.Case> damaged() {
        return DamagedCsv.cases();
    }

    @Property(tries = 1000, seed = "20260101")
    void damagedFilesGiveTheRecordsThatTheRulesSay(@ForAll("damaged") DamagedCsv.Case damaged) throws Exception {
        var bytes = damaged.text().getBytes(UTF_8);

        assertAgrees(Intake.of("a.csv", bytes, damaged.format(), Intake.ONE_SEGMENT, 64), damaged);
        assertAgrees(Intake.of("a.csv", bytes, damaged.format(), Intake.ONE_SEGMENT, 4096), damaged);
    }

    @Property(tries = 300, seed = "20260102")
    void smallSegmentsGiveTheSameRecordsAsALargeOne(@ForAll("damaged") DamagedCsv.Case damaged) throws Exception {
        var bytes = damaged.text().getBytes(UTF_8);

        var one = Intake.of(bytes, damaged.format(), Intake.ONE_SEGMENT);
        var many = Intake.of(bytes, damaged.format(), new IntakeLimits(40, 32 << 20));

        assertThat(many.segments()).isEqualTo(one.segments());
        assertThat(many.good()).isEqualTo(one.good());
        assertThat(many.malformed()).isEqualTo(one.malformed());
        assertThat(many.summary()).isEqualTo(one.summary());
    }

    @Property(tries = 500, seed = "20260103")
    void bytesOfAnyKindAreReadToTheirEnd(@ForAll byte[] bytes) throws Exception {
        var format = NotUtf8.insteadOf(Intake.lines(false, 0));
        var intake = Intake.of(bytes, format, Intake.ONE_SEGMENT);

        assertThat(intake.summary().records())
                .isEqualTo(intake.good().size() + intake.malformed().size());
    }

    private static void assertAgrees(Intake intake, DamagedCsv.Case damaged) {
        var expected = ReferenceReader.read(damaged.text(), damaged.format());
        assertThat(intake.good())
                .isEqualTo(expected.stream()
                        .filter(f -> f.values().isPresent())
                        .map(f -> new Intake.Good(f.line(), f.raw()))
                        .toList());
        assertThat(intake.malformed().stream().map(m -> m.line() + " " + m.raw()))
                .isEqualTo(expected.stream()
                        .filter(f -> f.values().isEmpty())
                        .map(f -> f.line() + " " + f.raw())
                        .toList());
        assertThat(intake.summary().records()).isEqualTo(expected.size());
    }
}
