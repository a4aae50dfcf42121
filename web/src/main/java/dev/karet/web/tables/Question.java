package dev.karet.web.tables;

import java.util.List;

/**
 * Which rows and columns somebody asks for, as it was written. Immutable.
 *
 * @param columns names; none for all of them
 * @param filters each such as {@code amount:ge:10}, or {@code amount:is_null} where there is no value
 * @param sorts each such as {@code amount}, {@code amount:asc} or {@code amount:desc}
 */
public record Question(List<String> columns, List<String> filters, List<String> sorts) {

    public Question {
        columns = List.copyOf(columns);
        filters = List.copyOf(filters);
        sorts = List.copyOf(sorts);
    }
}
