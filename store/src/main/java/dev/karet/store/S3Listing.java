package dev.karet.store;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/** Walks a listing page by page, asking for the next page only when the last is used up. Not thread-safe. */
final class S3Listing<T> implements Iterator<T> {

    private final Function<Optional<String>, ListObjectsV2Response> fetch;
    private final Function<ListObjectsV2Response, List<T>> entries;
    private final ArrayDeque<T> ready = new ArrayDeque<>();
    private Optional<String> token = Optional.empty();
    private boolean more = true;

    private S3Listing(
            Function<Optional<String>, ListObjectsV2Response> fetch, Function<ListObjectsV2Response, List<T>> entries) {
        this.fetch = fetch;
        this.entries = entries;
    }

    /**
     * The entries of every page.
     *
     * @param fetch asks for the page that a continuation token names, the first without one
     */
    static <T> Stream<T> stream(
            Function<Optional<String>, ListObjectsV2Response> fetch, Function<ListObjectsV2Response, List<T>> entries) {
        var order = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(new S3Listing<>(fetch, entries), order), false);
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && more) {
            var page = fetch.apply(token);
            ready.addAll(entries.apply(page));
            token = Optional.ofNullable(page.nextContinuationToken());
            more = Boolean.TRUE.equals(page.isTruncated()) && token.isPresent();
        }
        return !ready.isEmpty();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the listing is at its end");
        }
        return ready.remove();
    }
}
