package dev.karet.infer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.karet.infer.plan.Plan;
import dev.karet.model.expr.DataType.Simple;
import dev.karet.model.json.DashboardJson;
import dev.karet.model.json.JsonText;
import dev.karet.model.pipeline.PipelineChecker;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectorTest {

    @TempDir
    Path temp;

    private record Held(String name, byte[] bytes) implements StoredFile {
        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }
    }

    private Detection detect(String text) {
        return detect("file.csv", text.getBytes(UTF_8), Choices.NONE);
    }

    private Detection detect(String name, byte[] bytes, Choices choices) {
        var file = new Held(name, bytes);
        try {
            Detection detection = new Detector(temp).detect(new Detector.Question(file, choices, false), () -> false);
            var plan = Plan.of(detection, "Some file", Plan.nothing());
            var config = plan.in(Plan.nothing());
            assertThat(PipelineChecker.check(config).errors()).isEmpty();
            assertThat(DashboardJson.check(JsonText.compact(plan.dashboard()).getBytes(UTF_8), config)
                            .errors())
                    .isEmpty();
            return detection;
        } catch (Unreadable | IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static List<String> types(Detection detection) {
        return detection.columns().stream()
                .map(column -> column.reading().type().label())
                .toList();
    }

    private static Detection.Column column(Detection detection, int index) {
        return detection.columns().get(index);
    }

    @Test
    void anOrdinaryFileHasItsTypes() {
        Detection found = detect("id,when,paid,ok,name\n1,2024-01-31,1.50,true,Ann\n2,2024-02-01,,false,Bob\n");
        assertThat(types(found)).containsExactly("int64", "date", "decimal(18,2)", "bool", "string");
        assertThat(found.rows()).isEqualTo(new Detection.Rows(2, 2, 0, 0));
        assertThat(column(found, 2).nulls()).isEqualTo(1);
        assertThat(found.preview().get(1).line()).isEqualTo(3);
    }

    @Test
    void semicolonsWithCommaDecimalsAndDotThousands() {
        Detection found = detect("Datum;Betrag;Text\n31.01.2024;1.234,50;a\n01.02.2024;-2,00;b\n");
        assertThat(found.format().delimiter()
                        + found.format().decimal()
                        + found.format().thousands())
                .isEqualTo(";,.");
        assertThat(types(found)).containsExactly("date", "decimal(18,2)", "string");
        assertThat(column(found, 0).dateFormat()).contains("%d.%m.%Y");
        assertThat(column(found, 1).min()).contains("-2.00");
    }

    @Test
    void tabsPipesAndGzipAreRead() throws IOException {
        assertThat(detect("a\tb\n1\t2\n").format().delimiter()).isEqualTo("\t");
        assertThat(detect("a|b\n1|2\n").format().delimiter()).isEqualTo("|");
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write("a,b\n1,x\n".getBytes(UTF_8));
        }
        assertThat(types(detect("f.csv.gz", bytes.toByteArray(), Choices.NONE))).containsExactly("int64", "string");
    }

    @Test
    void encodingsAreFound() {
        String text = "name,n\nJürgen,1\nZoë,2\n";
        assertThat(detect("f.csv", text.getBytes(StandardCharsets.UTF_16), Choices.NONE)
                        .encoding())
                .isEqualTo("UTF-16BE");
        Detection wide = detect("f.csv", text.getBytes(StandardCharsets.UTF_16LE), Choices.NONE);
        assertThat(wide.format().encoding()).contains("UTF-16LE");
        assertThat(column(wide, 0).samples()).contains("Jürgen");
        Detection old = detect("f.csv", text.getBytes(Charset.forName("windows-1252")), Choices.NONE);
        assertThat(old.encoding()).isEqualTo("windows-1252");
        assertThat(column(old, 0).samples()).contains("Zoë");
    }

    @Test
    void linesBeforeTheHeaderAreSkippedAndAMissingHeaderIsSeen() {
        Detection preamble = detect("Report of sales\nmade today\nday,n\n2024-01-01,1\n2024-01-02,2\n2024-01-03,3\n");
        assertThat(preamble.format().skipRows()).isEqualTo(2);
        assertThat(types(preamble)).containsExactly("date", "int64");
        Detection bare = detect("2024-01-01,1\n2024-01-02,2\n");
        assertThat(bare.format().header()).isFalse();
        assertThat(bare.rows().read()).isEqualTo(2);
    }

    @Test
    void daysAndMonthsAreToldApartByTheWholeFileOrSaidToBeAmbiguous() {
        String both = "d\n" + "01/02/2024\n".repeat(5_000);
        assertThat(column(detect(both), 0).ambiguous()).isTrue();
        Detection settled = detect(both + "25/02/2024\n");
        assertThat(column(settled, 0).ambiguous()).isFalse();
        assertThat(column(settled, 0).dateFormat()).contains("%d/%m/%Y");
        Detection american = detect(both + "02/25/2024\n");
        assertThat(column(american, 0).dateFormat()).contains("%m/%d/%Y");
    }

    @Test
    void oneBadCellAmongManyIsToldWithItsLine() {
        Detection found = detect("n\n" + "1\n".repeat(100_000) + "oops\n" + "2\n".repeat(10));
        assertThat(types(found)).containsExactly("int64");
        assertThat(column(found, 0).misfits()).isEqualTo(1);
        assertThat(column(found, 0).examples()).containsExactly(new Detection.Example(100_002, "oops"));
        assertThat(found.rows().rejected()).isEqualTo(1);
    }

    @Test
    void identifiersStayTexts() {
        Detection found = detect(
                "zip,iban,phone\n01067,DE89370400440532013000,00491701234567\n10115,DE02120300000000202051,00491709876543\n");
        assertThat(types(found)).containsExactly("string", "string", "string");
        assertThat(column(found, 0).role()).isEqualTo(Detection.Role.IDENTIFIER);
    }

    @Test
    void amountsWithCurrenciesAndParenthesesAreNumbers() {
        Detection found = detect("x,amount\na,\"$1,234.50\"\nb,($2.00)\nc,$3.25-\n");
        assertThat(types(found)).containsExactly("string", "decimal(18,2)");
        assertThat(column(found, 1).role()).isEqualTo(Detection.Role.AMOUNT);
        assertThat(column(found, 1).min()).contains("-3.25");
    }

    @Test
    void wordsForNothingAreNulls() {
        Detection found = detect("n,t\n1,NA\n-,x\nN/A,y\n4,z\n");
        assertThat(types(found)).containsExactly("int64", "string");
        assertThat(found.format().nullValues()).contains("-", "N/A");
        assertThat(column(found, 0).nulls()).isEqualTo(2);
        assertThat(found.rows().rejected()).isZero();
    }

    @Test
    void brokenAndRaggedRowsAreCountedAsMalformed() {
        Detection found = detect("a,b\n1,2\n3\n4,\"5\n6,7\n8,9\n");
        assertThat(found.rows().malformed()).isEqualTo(2);
        assertThat(found.rows().read()).isEqualTo(5);
        assertThat(found.rejects()).extracting(Detection.Reject::line).contains(3L, 4L);
    }

    @Test
    void quotedNewlinesAndQuotesBelongToTheirCell() {
        Detection found = detect("a,b\n\"x\ny \"\"z\"\"\",1\n\"\",2\n");
        assertThat(column(found, 0).samples()).contains("x\ny \"z\"");
        assertThat(found.preview().get(1).line()).isEqualTo(4);
        assertThat(found.rows().read()).isEqualTo(2);
    }

    @Test
    void namesThatAreMissingOrStandTwiceAreMadeUsable() {
        Detection found = detect("a,,A,a,Year\n1,2,3,4,5\n");
        assertThat(found.columns())
                .extracting(Detection.Column::name)
                .doesNotHaveDuplicates()
                .contains("row_year");
        assertThat(found.notes()).extracting(Detection.Note::kind).contains("empty_names", "duplicate_names");
    }

    @Test
    void wideFilesHeadersAloneAndEmptyColumnsArePipelinesToo() {
        String header = String.join(
                ",",
                java.util.stream.IntStream.range(0, 300).mapToObj(i -> "c" + i).toList());
        assertThat(detect(header + "\n" + "1,".repeat(299) + "1\n").columns()).hasSize(300);
        Detection alone = detect("a,b\n");
        assertThat(alone.rows().read()).isZero();
        assertThat(column(detect("a,b\n1,\n2,\n"), 1).role()).isEqualTo(Detection.Role.EMPTY);
    }

    @Test
    void whatIsNoCsvIsRefusedInASentence() {
        assertThatThrownBy(() -> detect("")).hasMessageContaining("empty");
        assertThatThrownBy(() -> detect("f.csv", new byte[] {'P', 'K', 3, 4, 0}, Choices.NONE))
                .hasMessageContaining("ZIP");
        assertThatThrownBy(() -> detect("f.csv", new byte[1_000], Choices.NONE)).hasMessageContaining("not text");
        assertThatThrownBy(() -> detect("f.csv.gz", "plain".getBytes(UTF_8), Choices.NONE))
                .hasMessageContaining("gzip");
    }

    @Test
    void aChoiceIsTakenAndItsConsequencesAreCounted() {
        var choice = new Choices.Column(Optional.of("count"), Optional.of(Simple.INT64), Optional.empty(), false);
        var choices = new Choices(Choices.Format.NONE, Map.of(0, choice), Optional.empty(), true);
        Detection found = detect("f.csv", "n,t\na,x\n2,y\n".getBytes(UTF_8), choices);
        assertThat(column(found, 0).name()).isEqualTo("count");
        assertThat(column(found, 0).misfits()).isEqualTo(1);
        assertThat(found.rows()).isEqualTo(new Detection.Rows(2, 1, 1, 0));
    }

    @Test
    void aLookThatNobodyWaitsForEnds() {
        byte[] bytes = "a,b\n1,2\n".repeat(100_000).getBytes(UTF_8);
        var question = new Detector.Question(new Held("f.csv", bytes), Choices.NONE, false);
        assertThatThrownBy(() -> new Detector(temp).detect(question, () -> true))
                .isInstanceOf(LookStopped.class);
    }

    @Test
    void aSecondHeaderIsToldAndOrdinaryRowsAreNot() {
        String rows = "yes,often,DE\nno,never,FR\nno,often,DE\nyes,never,FR\n".repeat(10);
        assertThat(detect("Seen,How,Where\nAnswer,Frequency,Country\n" + rows).notes())
                .extracting(Detection.Note::kind)
                .containsExactly("second_header");
        assertThat(detect("Seen,How,Where\n" + rows).notes()).isEmpty();
    }

    @Test
    void aSignThatMayStandBeforeThousandsIsSaidToBeUnclear() {
        assertThat(confidence(detect("x,n\na,1.234\nb,5.678\n"), "decimal")).isEqualTo(0.5);
        assertThat(confidence(detect("x,n\na,1.234\nb,5.67\n"), "decimal")).isEqualTo(1);
    }

    private static double confidence(Detection detection, String field) {
        return detection.evidence().stream()
                .filter(evidence -> evidence.field().equals(field))
                .findFirst()
                .orElseThrow()
                .confidence();
    }
}
