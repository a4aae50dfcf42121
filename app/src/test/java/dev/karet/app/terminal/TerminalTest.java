package dev.karet.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.model.job.Progress;
import dev.karet.model.job.Progress.Stage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TerminalTest {

    private static final Progress READING = new Progress(Stage.READING, 3, 24, 50, 100, 41_203, 0, 0);

    private final StringWriter err = new StringWriter();

    private Terminal terminal(boolean live) {
        PrintWriter to = new PrintWriter(err, true);
        return new Terminal(to, to, live, live, 80);
    }

    @Test
    void numbersReadAsPeopleWriteThem() {
        assertThat(Amounts.count(1_234_567)).isEqualTo("1,234,567");
        assertThat(Amounts.count(1, "row")).isEqualTo("1 row");
        assertThat(Amounts.bytes(999)).isEqualTo("999 B");
        assertThat(Amounts.bytes(1_000)).isEqualTo("1.0 kB");
        assertThat(Amounts.bytes(999_950)).isEqualTo("1.0 MB");
        assertThat(Amounts.time(Duration.ofMillis(1_240))).isEqualTo("1.2 s");
        assertThat(Amounts.time(Duration.ofSeconds(185))).isEqualTo("3 min 5 s");
    }

    @Test
    void aTableIsAlignedAndHasNoTrailingSpaces() {
        assertThat(TextTable.ofNumbers("table", "rows")
                        .row("a", "1,000")
                        .row("bcdefg", "7")
                        .lines())
                .containsExactly("  table     rows", "  a        1,000", "  bcdefg       7");
    }

    @Test
    void theBarShowsHowFarItIsAndFitsTheLine() {
        assertThat(ProgressText.bar(READING, 80))
                .contains(" 45 %", "3 of 24 files", "41,203 rows")
                .hasSizeLessThanOrEqualTo(80);
        assertThat(ProgressText.bar(READING, 30)).hasSize(30);
    }

    @Test
    void progressNeverRunsBackAtTheTurnToPublishing() {
        Progress read = new Progress(Stage.READING, 24, 24, 100, 100, 9, 0, 0);
        Progress publishing = new Progress(Stage.PUBLISHING, 24, 24, 100, 100, 9, 0, 12);

        assertThat(ProgressText.share(publishing)).isGreaterThanOrEqualTo(ProgressText.share(read));
    }

    @Test
    void aTerminalGetsALineThatIsDrawnOver() {
        try (ProgressView view = new ProgressView(terminal(true))) {
            view.show(READING);
        }
        assertThat(err.toString()).startsWith("\r\u001b[K").endsWith("\r\u001b[K");
    }

    @Test
    void anythingElseGetsPlainLinesAndNotTooMany() {
        try (ProgressView view = new ProgressView(terminal(false))) {
            view.show(READING);
            view.show(new Progress(Stage.READING, 4, 24, 60, 100, 50_000, 0, 0));
            view.show(new Progress(Stage.PUBLISHING, 24, 24, 100, 100, 99_999, 1, 12));
        }
        assertThat(err.toString().lines())
                .containsExactly("reading 3 of 24 files · 41,203 rows", "publishing 1 of 12 partitions");
        assertThat(err.toString()).doesNotContain("\u001b");
    }
}
