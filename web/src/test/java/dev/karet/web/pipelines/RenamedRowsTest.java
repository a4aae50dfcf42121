package dev.karet.web.pipelines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.store.Slug;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RenamedRowsTest {

    private static String renamed(String rows) throws IOException {
        byte[] bytes = rows.getBytes(UTF_8);
        try (var stream = new RenamedRows(new ByteArrayInputStream(bytes), new Slug("corner-store"))) {
            byte[] read = stream.readAllBytes();
            assertThat((long) read.length).isLessThanOrEqualTo(RenamedRows.most(bytes.length));
            return new String(read, UTF_8);
        }
    }

    @Test
    void everyRowNamesItsFileByTheNewNameAndKeepsTheRest() throws IOException {
        assertThat(renamed("""
                        {"file":"pipelines/shop/raw/a.csv","raw":"{\\"file\\":\\"pipelines/shop/\\"}"}
                        {"file":"pipelines/s/raw/ä.csv","line":2}
                        """)).isEqualTo("""
                        {"file":"pipelines/corner-store/raw/a.csv","raw":"{\\"file\\":\\"pipelines/shop/\\"}"}
                        {"file":"pipelines/corner-store/raw/ä.csv","line":2}
                        """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\n\n", "x", "{\"file\":\"pipe", "{\"file\":\"raw/a.csv\"}", "{\"line\":1}\n{\"file\":7}\r\n"
            })
    void whatIsNoRowPassesAsItIs(String text) throws IOException {
        assertThat(renamed(text)).isEqualTo(text);
    }
}
