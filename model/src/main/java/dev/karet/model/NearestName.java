package dev.karet.model;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the name that somebody probably meant. Bounded for hostile input: long names and late candidates are not compared. */
public final class NearestName {

    private static final int LONGEST_NAME = 48;
    private static final int MOST_CANDIDATES = 1_000;

    private NearestName() {}

    /** The candidate fewest edits away from {@code name}, when few enough to be a slip; letter case does not count. */
    public static Optional<String> of(String name, Collection<String> candidates) {
        if (name.isEmpty() || name.length() > LONGEST_NAME) return Optional.empty();
        String folded = name.toLowerCase(Locale.ROOT);
        int best = Math.max(1, name.length() / 3) + 1;
        @Nullable String nearest = null;
        int compared = 0;
        for (String candidate : candidates) {
            if (++compared > MOST_CANDIDATES) break;
            if (Math.abs(candidate.length() - name.length()) >= best) continue;
            int distance = distance(folded, candidate.toLowerCase(Locale.ROOT), best);
            if (distance < best) {
                best = distance;
                nearest = candidate;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** A hint of the form {@code Did you mean "amount"?}, when there is a nearest name. */
    public static Optional<String> hint(String name, Collection<String> candidates) {
        return of(name, candidates).map(nearest -> "Did you mean \"" + nearest + "\"?");
    }

    /** Edits between two texts, swaps of neighbours counting as one; {@code bound} when there are that many or more. */
    private static int distance(String a, String b, int bound) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) last[j] = j;
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            int smallest = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(last[j], row[j - 1]) + 1);
                if (isSwap(a, b, i, j)) row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                smallest = Math.min(smallest, row[j]);
            }
            if (smallest >= bound) return bound;
            int[] spare = beforeLast;
            beforeLast = last;
            last = row;
            row = spare;
        }
        return last[b.length()];
    }

    private static boolean isSwap(String a, String b, int i, int j) {
        return i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    }
}
