package dev.karet.model.commit;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One published Parquet object. Immutable. It is known by its {@link FileIdentity}, which its own footer holds too.
 *
 * @param path below the table's folder, such as {@code year=2024/month=01/data.parquet}
 * @param since the number of the commit that brought it
 * @param staged the key, below the pipeline's folder, of the object it is copied from; swept some time after
 * @param ranges the smallest and largest value of columns, as text
 * @param slices whose rows it holds, in order; none for a table that removes duplicates
 */
public record DataFile(
        String path,
        FileIdentity identity,
        long rows,
        long since,
        String staged,
        SortedMap<String, Range> ranges,
        List<Slice> slices) {

    public DataFile {
        ranges = Collections.unmodifiableSortedMap(new TreeMap<>(ranges));
        slices = List.copyOf(slices);
    }

    /** The rows of one source in a file. {@code source} is its place in {@link TableState#sources}. */
    public record Slice(int source, long rows) {}

    /** A column's smallest and largest value; absent where the writer kept none. */
    public record Range(Optional<String> min, Optional<String> max) {}
}
