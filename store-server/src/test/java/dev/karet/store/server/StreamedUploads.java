package dev.karet.store.server;

import dev.karet.store.S3ObjectStore;
import dev.karet.store.StoreSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** Uploads made-up streams as a process of its own, so that its heap can be as small as a test wants. */
final class StreamedUploads {

    private StreamedUploads() {}

    /** Takes the store's address, how many streams go up at once, and the bytes of each. */
    public static void main(String[] arguments) throws Exception {
        long length = Long.parseLong(arguments[2]);
        var settings = StoreSettings.at(URI.create(arguments[0]), RunningStore.BUCKET, RunningStore.CREDENTIALS);
        try (var client = new S3ObjectStore(settings);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var uploads = IntStream.range(0, Integer.parseInt(arguments[1]))
                    .mapToObj(i -> threads.submit(
                            () -> client.putStream("large/" + i, new Made(length), 5L << 30, "text/csv")))
                    .toList();
            for (var upload : uploads) upload.get();
        }
    }

    /** Bytes that tell where they stand. */
    static final class Made extends InputStream {

        private final long length;
        private long at;

        Made(long length) {
            this.length = length;
        }

        static byte byteAt(long at) {
            return (byte) (at * 31 + (at >> 13));
        }

        @Override
        public int read() throws IOException {
            return at == length ? -1 : byteAt(at++) & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int count) {
            if (at == length) return -1;
            int got = (int) Math.min(count, length - at);
            for (int i = 0; i < got; i++) target[offset + i] = byteAt(at++);
            return got;
        }
    }
}
