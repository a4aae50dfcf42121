package dev.karet.model.json;

import dev.karet.model.Problem;
import dev.karet.model.pipeline.PipelineChecker;
import dev.karet.model.pipeline.PipelineConfig;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every fault of a document whose structure is broken somewhere: those of structure, and those of meaning in the parts that could be read.
 *
 * <p>What could not be read stands in the configuration as a harmless value. A fault of meaning that may come from such a value is left out:
 * it would send its reader after a second fault that is not there.
 */
final class FaultyDocument {

    private static final String MAPPINGS = "/mappings";

    private FaultyDocument() {}

    /** @param structure at least one fault, found while {@code config} was read */
    static List<Problem> problems(List<Problem> structure, PipelineConfig config) {
        Stream<Problem> meaning = PipelineChecker.check(config).errors().stream()
                .filter(problem -> structure.stream().noneMatch(fault -> mayCome(problem.path(), fault)));
        return Stream.concat(structure.stream(), meaning).toList();
    }

    /** Whether a fault of meaning at {@code path} may come from the harmless value that stands in for {@code fault}. */
    private static boolean mayCome(String path, Problem fault) {
        boolean outsideMappings = !isWithin(fault.path(), MAPPINGS);
        // Mappings refer to everything else by name and type; everything else refers to nothing.
        if (outsideMappings && isWithin(path, MAPPINGS)) return true;
        if (!fault.kind().equals("missing_field")) return isWithin(path, fault.path());
        // It is told at the object that lacks the field, whose other fields are sound.
        return isWithin(path, fault.path()) && path.indexOf('/', fault.path().length() + 1) < 0;
    }

    private static boolean isWithin(String path, String ancestor) {
        return path.equals(ancestor) || path.startsWith(ancestor + "/");
    }
}
