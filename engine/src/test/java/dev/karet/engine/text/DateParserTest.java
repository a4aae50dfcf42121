package dev.karet.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.model.expr.DateFormatPattern;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DateParserTest {

    private static @Nullable LocalDate date(String format, String text) {
        return new DateParser(DateFormatPattern.of(format)).date(text);
    }

    private static @Nullable LocalDateTime timestamp(String format, String text, String zone) {
        return new DateParser(DateFormatPattern.of(format)).timestamp(text, ZoneId.of(zone));
    }

    @Test
    void theWholeTextMustMatch() {
        assertThat(date("%Y-%m-%d", "2024-02-29")).isEqualTo("2024-02-29");
        assertThat(date("%Y-%m-%d", "2024-2-9")).isEqualTo("2024-02-09");
        for (String text : new String[] {"", "2024-02-29 ", " 2024-02-29", "2024-02", "24-02-29", "2024-02-٢٩"}) {
            assertThat(date("%Y-%m-%d", text)).as(text).isNull();
        }
    }

    @Test
    void daysThatDoNotExistAreNoMatch() {
        for (String text : new String[] {"2023-02-29", "2024-13-01", "2024-00-01", "2024-04-31", "0000-01-01"}) {
            assertThat(date("%Y-%m-%d", text)).as(text).isNull();
        }
        assertThat(date("%Y-%j", "2024-366")).isEqualTo("2024-12-31");
        assertThat(date("%Y-%j", "2023-366")).isNull();
        assertThat(date("%Y-%j", "2023-0")).isNull();
    }

    @Test
    void aTokenTakesLessWhenTheRestWouldNotMatchOtherwise() {
        assertThat(date("%d%m%Y", "1112024")).isEqualTo("2024-01-11");
        assertThat(date("%d%m%Y", "5012024")).isEqualTo("2024-01-05");
        assertThat(date("%d%m%Y", "112024")).isEqualTo("2024-01-01");
    }

    @Test
    void twoDigitYearsTurnAt69() {
        assertThat(date("%d.%m.%y", "1.1.68")).isEqualTo("2068-01-01");
        assertThat(date("%d.%m.%y", "1.1.69")).isEqualTo("1969-01-01");
    }

    @Test
    void englishNamesAreReadShortOrFullInAnyCaseAndWeekdaysMustAgree() {
        assertThat(date("%b %d, %Y", "SEPTEMBER 1, 2024")).isEqualTo("2024-09-01");
        assertThat(date("%B %d, %Y", "sep 1, 2024")).isEqualTo("2024-09-01");
        assertThat(date("%B %d, %Y", "Sept 1, 2024")).isNull();
        assertThat(date("%a %d %b %Y", "Sunday 1 Sep 2024")).isEqualTo("2024-09-01");
        assertThat(date("%a %d %b %Y", "Mon 1 Sep 2024")).isNull();
    }

    @Test
    void aDateDropsItsTimeAndDoesNotShiftByItsZone() {
        assertThat(date("%Y-%m-%d %H:%M%z", "2024-01-01 00:30+02:00")).isEqualTo("2024-01-01");
    }

    @Test
    void twelveOClockIsMidnightOrNoon() {
        assertThat(timestamp("%Y-%m-%d %I:%M %p", "2024-01-01 12:05 am", "UTC")).isEqualTo("2024-01-01T00:05");
        assertThat(timestamp("%Y-%m-%d %I:%M %p", "2024-01-01 12:05 PM", "UTC")).isEqualTo("2024-01-01T12:05");
        assertThat(timestamp("%Y-%m-%d %I:%M %p", "2024-01-01 0:05 PM", "UTC")).isNull();
    }

    @Test
    void fractionsAreReadLeftAligned() {
        assertThat(timestamp("%Y-%m-%d %H:%M:%S.%f", "2024-01-01 23:59:59.5", "UTC"))
                .isEqualTo("2024-01-01T23:59:59.500");
        assertThat(timestamp("%Y-%m-%d %H:%M:%S.%f", "2024-01-01 23:59:59.000001", "UTC"))
                .isEqualTo("2024-01-01T23:59:59.000001");
        assertThat(timestamp("%Y-%m-%d %H:%M:%S", "2024-01-01 23:59:60", "UTC")).isNull();
    }

    @Test
    void anOffsetInTheTextOverrulesTheZone() {
        for (String offset : new String[] {"+01:00", "+0100", "+01"}) {
            assertThat(timestamp("%Y-%m-%d %H:%M%z", "2024-01-01 00:30" + offset, "Asia/Tokyo"))
                    .as(offset)
                    .isEqualTo("2023-12-31T23:30");
        }
        assertThat(timestamp("%Y-%m-%d %H:%M%z", "2024-01-01 00:30Z", "Asia/Tokyo"))
                .isEqualTo("2024-01-01T00:30");
        assertThat(timestamp("%Y-%m-%d %H:%M%z", "2024-01-01 00:30+18:00", "UTC"))
                .isEqualTo("2023-12-31T06:30");
        assertThat(timestamp("%Y-%m-%d %H:%M%z", "2024-01-01 00:30+18:01", "UTC"))
                .isNull();
    }

    @Test
    void anOverlapIsItsEarlierInstantAndAGapIsMovedForward() {
        assertThat(timestamp("%Y-%m-%d %H:%M", "2024-10-27 02:30", "Europe/Berlin"))
                .isEqualTo("2024-10-27T00:30");
        assertThat(timestamp("%Y-%m-%d %H:%M", "2024-03-31 02:30", "Europe/Berlin"))
                .isEqualTo("2024-03-31T01:30");
    }

    @Test
    void anInstantOutsideTheYearsIsNoMatch() {
        assertThat(timestamp("%Y-%m-%d %H:%M%z", "0001-01-01 00:30+01:00", "UTC"))
                .isNull();
        assertThat(timestamp("%Y-%m-%d %H:%M%z", "9999-12-31 23:30-01:00", "UTC"))
                .isNull();
        assertThat(timestamp("%Y-%m-%d %H:%M%z", "9999-12-31 23:30+01:00", "UTC"))
                .isEqualTo("9999-12-31T22:30");
    }
}
