package dev.karet.engine.duckdb.sql;

import dev.karet.engine.query.TableFiles;
import dev.karet.engine.query.TableFiles.LocalFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What files of tables looked like before a statement ran, to see afterwards that they are as they were. Immutable. */
final class FileMarks {

    private static final Logger log = LoggerFactory.getLogger(FileMarks.class);

    private static final int END = 4_096;

    private final List<TableFiles> tables;
    private final Map<Path, Mark> marks;

    private FileMarks(List<TableFiles> tables, Map<Path, Mark> marks) {
        this.tables = tables;
        this.marks = marks;
    }

    /**
     * What tells one content from another. Times do not: whoever keeps the copies may set them.
     *
     * @param end a checksum of the last bytes, where Parquet says what else there is
     */
    private record Mark(long size, @Nullable Object identity, long end) {}

    /** Looks at the files, and makes them such that nobody may write to them. */
    static FileMarks of(List<TableFiles> tables) {
        Map<Path, Mark> marks = new HashMap<>();
        for (TableFiles table : tables) {
            for (LocalFile file : table.files()) {
                protect(file.file());
                mark(file.file()).ifPresent(mark -> marks.put(file.file(), mark));
            }
        }
        return new FileMarks(tables, marks);
    }

    private static void protect(Path file) {
        if (!file.toFile().setReadOnly()) {
            log.debug("{} cannot be protected; it is looked at afterwards", file);
        }
    }

    /** The tables that have a file which is not as it was. */
    List<TableFiles> changed() {
        List<TableFiles> changed = new ArrayList<>();
        for (TableFiles table : tables) {
            boolean same = table.files().stream()
                    .allMatch(file -> mark(file.file()).equals(Optional.ofNullable(marks.get(file.file()))));
            if (!same) changed.add(table);
        }
        return changed;
    }

    private static Optional<Mark> mark(Path file) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(new Mark(now.size(), now.fileKey(), end(file, now.size())));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private static long end(Path file, long size) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            ByteBuffer last = ByteBuffer.allocate((int) Math.min(size, END));
            channel.position(size - last.capacity());
            int read = 0;
            while (read >= 0 && last.hasRemaining()) read = channel.read(last);
            CRC32C sum = new CRC32C();
            sum.update(last.flip());
            return sum.getValue();
        }
    }
}
