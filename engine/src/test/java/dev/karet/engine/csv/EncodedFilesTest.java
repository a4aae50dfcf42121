package dev.karet.engine.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.karet.model.pipeline.CsvFormat;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncodedFilesTest {

    private static final String TEXT = "näme,b\n€ 1,\"😀\n\"\n";
    private static final String RECORDS = "€ 1,\"😀\n\"\n";

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void aByteOrderMarkSaysTheEncodingAndIsNotPartOfTheFirstName(String encoding) throws Exception {
        var intake = read(("\ufeff" + TEXT).getBytes(Charset.forName(encoding)), CsvFormat.DEFAULT);

        assertThat(intake.columns().orElseThrow().names().orElseThrow()).containsExactly("näme", "b");
        assertThat(intake.segments()).isEqualTo(RECORDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"utf-8", "UTF-16", "UTF-16LE", "GB18030"})
    void aStatedEncodingIsUsed(String encoding) throws Exception {
        var text = TEXT + RECORDS.repeat(20_000);
        var intake = read(text.getBytes(Charset.forName(encoding)), Intake.encoded(encoding));

        assertThat(intake.segments()).isEqualTo(RECORDS.repeat(20_001));
    }

    @Test
    void aFileThatIsNotUtf8IsReadAgainAsWindows1252() throws Exception {
        var bytes = "a\n1\n\u0080 \u0081 \u00ff\n".getBytes(ISO_8859_1);

        assertThatThrownBy(() -> read(bytes, CsvFormat.DEFAULT))
                .isInstanceOfSatisfying(
                        NotUtf8.class, e -> assertThat(e.offset()).isEqualTo(4));
        assertThat(read(bytes, NotUtf8.insteadOf(CsvFormat.DEFAULT)).raws()).containsExactly("1", "€ \u0081 ÿ");
    }

    @Test
    void everyByteIsOneCharacterInWindows1252() throws Exception {
        var bytes = new byte[257];
        for (var i = 0; i < 256; i++) {
            bytes[i] = (byte) (i == '\n' || i == '\r' ? 'x' : i);
        }
        bytes[256] = '\n';
        var intake = read(
                bytes,
                new CsvFormat(
                        "\t", "", "", Optional.of("cp1252"), false, 0, List.of(), ".", "", CsvFormat.DEFAULT.other()));

        var raw = intake.raws().getFirst();
        assertThat(raw.codePointCount(0, raw.length())).isEqualTo(256);
        var again = raw.getBytes("windows-1252");
        assertThat(again[0x80]).isEqualTo((byte) 0x80);
        assertThat(again[0x9f]).isEqualTo((byte) 0x9f);
    }

    @ParameterizedTest
    @ValueSource(strings = {"c0 80", "ed a0 80", "f4 90 80 80", "e2 82", "80", "f0 9f 98", "fe"})
    void bytesThatAreNoCharacterFailAFileThatIsSaidToBeUtf8AndNameTheLine(String hex) {
        var out = new ByteArrayOutputStream();
        out.writeBytes("a\n1\n".getBytes(UTF_8));
        Arrays.stream(hex.split(" ")).forEach(b -> out.write(Integer.parseInt(b, 16)));

        assertThatThrownBy(() -> read(out.toByteArray(), Intake.encoded("UTF-8")))
                .isInstanceOf(FileUnreadable.class)
                .hasMessage(
                        "The file is not UTF-8: byte 5, on line 3, is no character in it. Set the source's encoding.");
    }

    @Test
    void anUnknownEncodingFailsTheFile() {
        assertThatThrownBy(() -> read(new byte[0], Intake.encoded("klingon")))
                .isInstanceOf(FileUnreadable.class)
                .hasMessageContaining("\"klingon\"");
    }

    @Test
    void gzipMembersAreReadOneAfterAnother() throws Exception {
        var out = new ByteArrayOutputStream();
        out.writeBytes(gzip("a,b\n1,"));
        out.writeBytes(gzip(""));
        out.writeBytes(gzip("2\n3,4\n"));

        assertThat(Intake.of("raw/t/A.CSV.GZ", out.toByteArray(), CsvFormat.DEFAULT, Intake.ONE_SEGMENT, 4096)
                        .segments())
                .isEqualTo("1,2\n3,4\n");
    }

    @Test
    void everyCutOrFlippedGzipFailsOrReadsTheSame() throws Exception {
        var whole = gzip("a,b\n" + "1,2\n".repeat(50));
        for (var length = 1; length < whole.length; length++) {
            var cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> Intake.of("a.csv.gz", cut, CsvFormat.DEFAULT, Intake.ONE_SEGMENT, 4096))
                    .isInstanceOf(FileUnreadable.class);
        }
        for (var i = 0; i < whole.length; i++) {
            var flipped = whole.clone();
            flipped[i] ^= 0x10;
            try {
                assertThat(twice("a.csv.gz", flipped).good()).hasSize(50);
            } catch (FileUnreadable e) {
                assertThat(e).hasMessageEndingWith(".");
            }
        }
    }

    /** As a caller does it: what is not UTF-8 is read again. */
    private static Intake twice(String key, byte[] bytes) throws Exception {
        try {
            return Intake.of(key, bytes, CsvFormat.DEFAULT, Intake.ONE_SEGMENT, 4096);
        } catch (NotUtf8 e) {
            return Intake.of(key, bytes, NotUtf8.insteadOf(CsvFormat.DEFAULT), Intake.ONE_SEGMENT, 4096);
        }
    }

    @Test
    void aSecondMemberThatIsCutOffFailsTheFile() throws Exception {
        var out = new ByteArrayOutputStream();
        out.writeBytes(gzip("a\n1\n"));
        out.write(gzip("2\n"), 0, 5);

        assertThatThrownBy(() -> Intake.of("a.csv.gz", out.toByteArray(), CsvFormat.DEFAULT, Intake.ONE_SEGMENT, 4096))
                .hasMessage("The compressed file ends too early, as if its upload was cut off. Upload it again.");
    }

    private static byte[] gzip(String text) throws Exception {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return out.toByteArray();
    }

    private static Intake read(byte[] bytes, CsvFormat format) throws Exception {
        return Intake.of(bytes, format, Intake.ONE_SEGMENT);
    }
}
