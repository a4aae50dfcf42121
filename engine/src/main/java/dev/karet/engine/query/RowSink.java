package dev.karet.engine.query;

import java.io.IOException;
import java.util.List;

/** Takes rows as they come. For one thread. */
@FunctionalInterface
public interface RowSink {

    /**
     * Takes one row.
     *
     * @throws IOException to end the query
     */
    void row(List<Value> values) throws IOException;
}
