package dev.karet.store.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class StreamedUploadTest {

    /** Less than any of the streams has, and about what a client needs to live. */
    private static final String HEAP = "-Xmx72m";

    @Test
    void severalStreamsFarLargerThanTheHeapGoUpAtOnce() throws Exception {
        upload(3, 100_000_007L);
    }

    @Test
    @Tag("long")
    void aStreamOfFiveGigabytesGoesUp() throws Exception {
        upload(1, 5_000_000_001L);
    }

    private static void upload(int streams, long length) throws IOException, InterruptedException {
        try (var running = RunningStore.start()) {
            var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            var process = new ProcessBuilder(
                            java,
                            HEAP,
                            "-cp",
                            System.getProperty("java.class.path"),
                            StreamedUploads.class.getName(),
                            running.store().endpoint().toString(),
                            Integer.toString(streams),
                            Long.toString(length))
                    .redirectErrorStream(true)
                    .start();
            try {
                process.getOutputStream().close();
                var said = new String(process.getInputStream().readAllBytes(), UTF_8);
                assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
                assertThat(process.exitValue()).as(said).isZero();
            } finally {
                process.destroyForcibly();
            }
            for (int i = 0; i < streams; i++) isWhole(running, "large/" + i, length);
        }
    }

    private static void isWhole(RunningStore running, String key, long length) {
        var client = running.client();
        assertThat(client.head(key).orElseThrow().size()).isEqualTo(length);
        for (long at = 0; at < length; at += length / 7) {
            var bytes = client.read(key, at, 1_000);
            for (int i = 0; i < bytes.length; i++) {
                assertThat(bytes[i]).isEqualTo(StreamedUploads.Made.byteAt(at + i));
            }
        }
    }
}
