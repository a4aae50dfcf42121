package dev.karet.model.commit;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Says that every object of a commit has been in its place. Immutable.
 *
 * @param etags by key below the pipeline's folder, what the store calls the objects that the commit brought; only hints
 */
public record Finished(long number, Map<String, String> etags) {

    public Finished {
        etags = Collections.unmodifiableMap(new TreeMap<>(etags));
    }
}
