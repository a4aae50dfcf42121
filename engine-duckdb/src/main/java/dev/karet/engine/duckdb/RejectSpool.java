package dev.karet.engine.duckdb;

import dev.karet.engine.RejectedRow;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Rejected rows on disk, by ascending line, until all those of their file are known and can be put in order. Not thread-safe. */
final class RejectSpool implements Closeable {

    private final Path path;
    private final DataOutputStream out;
    private long rows;

    RejectSpool(Path path) throws IOException {
        this.path = path;
        this.out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(path), 1 << 14));
    }

    Path path() {
        return path;
    }

    long rows() {
        return rows;
    }

    void add(RejectedRow row) throws IOException {
        byte[] json = RejectJson.line(row).getBytes(StandardCharsets.UTF_8);
        out.writeLong(row.line());
        out.writeInt(json.length);
        out.write(json);
        rows++;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /** Merges spools by line into a file with a line of JSON a row. */
    static void merge(List<Path> spools, Path target) throws IOException {
        var heads = new PriorityQueue<Head>(Comparator.comparingLong(Head::line));
        var opened = new ArrayList<Head>();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target), 1 << 16)) {
            for (Path spool : spools) {
                var head = new Head(spool);
                opened.add(head);
                if (head.next()) heads.add(head);
            }
            for (Head head = heads.poll(); head != null; head = heads.poll()) {
                out.write(head.json);
                out.write('\n');
                if (head.next()) heads.add(head);
            }
        } finally {
            for (Head head : opened) head.close();
        }
    }

    /** A spool being read, at one of its rows. */
    private static final class Head implements Closeable {
        private final DataInputStream in;
        private long line;
        private byte[] json = {};

        Head(Path spool) throws IOException {
            in = new DataInputStream(new BufferedInputStream(Files.newInputStream(spool), 1 << 14));
        }

        long line() {
            return line;
        }

        boolean next() throws IOException {
            in.mark(1);
            if (in.read() < 0) return false;
            in.reset();
            line = in.readLong();
            json = in.readNBytes(in.readInt());
            return true;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
