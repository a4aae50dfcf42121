package dev.karet.infer;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The words that stand for nothing in columns of numbers and dates. Immutable.
 *
 * @param source those that the source can say, for all of its columns
 * @param unsaid those that it cannot, because another column has them as values
 * @param chosen whether a person named them, so that no others count
 */
record NullWords(Set<String> source, Set<String> unsaid, boolean chosen) {

    /** What nobody has looked for yet. */
    static final NullWords UNKNOWN = new NullWords(Set.of(), Set.of(), false);

    NullWords {
        source = Set.copyOf(source);
        unsaid = Set.copyOf(unsaid);
    }

    /** Of {@code columns} as they are read now. */
    static NullWords of(List<ColumnProfile> columns, List<Reading> readings, Optional<List<String>> chosen) {
        if (chosen.isPresent()) return new NullWords(Set.copyOf(chosen.get()), Set.of(), true);
        Set<String> source = new TreeSet<>();
        Set<String> unsaid = new TreeSet<>();
        for (int i = 0; i < columns.size(); i++) {
            if (!(readings.get(i) instanceof Reading.Text))
                source.addAll(columns.get(i).nullWords.keySet());
        }
        for (int i = 0; i < columns.size(); i++) {
            if (!(readings.get(i) instanceof Reading.Text)) continue;
            source.stream().filter(columns.get(i)::isValue).forEach(unsaid::add);
        }
        source.removeAll(unsaid);
        return new NullWords(source, unsaid, false);
    }

    boolean isNull(String word) {
        return !chosen || source.contains(word);
    }

    boolean isUnsaid(String word) {
        return unsaid.contains(word);
    }

    /** As {@code null_values} of a source has them. */
    List<String> inOrder() {
        return List.copyOf(new TreeSet<>(source));
    }
}
