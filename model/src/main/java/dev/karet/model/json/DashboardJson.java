package dev.karet.model.json;

import dev.karet.model.Problem;
import dev.karet.model.Problems;
import dev.karet.model.dashboard.Dashboard;
import dev.karet.model.dashboard.DashboardChecker;
import dev.karet.model.json.ReadResult.Faulty;
import dev.karet.model.json.ReadResult.Read;
import dev.karet.model.pipeline.CheckResult;
import dev.karet.model.pipeline.PipelineConfig;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code dashboards/<name>.json} to {@link Dashboard}. Pure functions that never throw, whatever the bytes. A dashboard is stored as it was
 * submitted, so fields that are not known are left alone, and there is no way back to JSON; inside an expression they are faults.
 */
public final class DashboardJson {

    /** A panel, a filter, or what else of the document is judged as one. */
    private static final Pattern PART = Pattern.compile("(/(?:panels|filters)/[0-9]+|/[^/]+).*");

    private DashboardJson() {}

    /** The dashboard that {@code utf8} holds, at most {@link JsonText#MAX_BYTES} of it; or the faults of its structure. */
    public static ReadResult<Dashboard> read(byte[] utf8) {
        return switch (JsonText.read(utf8)) {
            case Faulty<JsonTree>(var faults) -> new Faulty<>(faults);
            case Read<JsonTree>(var tree) -> {
                var problems = new Problems();
                Dashboard dashboard = new DashboardReader(problems, new Problems()).dashboard(tree);
                yield problems.isEmpty() ? new Read<>(dashboard) : new Faulty<>(problems.list());
            }
        };
    }

    /**
     * Everything that is wrong with the dashboard in {@code utf8}, of structure and of meaning, for the pipeline that it belongs to. A panel or
     * filter whose structure is broken is judged by its meaning only when it is whole, so that no fault is told that is not there.
     */
    public static CheckResult check(byte[] utf8, PipelineConfig pipeline) {
        return switch (JsonText.read(utf8)) {
            case Faulty<JsonTree>(var faults) -> new CheckResult(faults, List.of());
            case Read<JsonTree>(var tree) -> {
                var structure = new Problems();
                var misspelt = new Problems();
                Dashboard dashboard = new DashboardReader(structure, misspelt).dashboard(tree);
                CheckResult meaning = DashboardChecker.check(dashboard, pipeline);
                Set<String> broken = broken(structure);
                yield new CheckResult(
                        joined(structure, meaning.errors(), broken), joined(misspelt, meaning.warnings(), broken));
            }
        };
    }

    private static List<Problem> joined(Problems first, List<Problem> meaning, Set<String> broken) {
        List<Problem> all = new ArrayList<>(first.list());
        meaning.stream()
                .filter(problem -> !broken.contains(part(problem.path())))
                .forEach(all::add);
        return all.subList(0, Math.min(all.size(), Problems.MOST));
    }

    private static Set<String> broken(Problems structure) {
        Set<String> parts = new HashSet<>();
        structure.list().stream()
                .filter(problem -> !problem.kind().equals("missing_field"))
                .forEach(problem -> parts.add(part(problem.path())));
        structure.missing().forEach(place -> parts.add(part(place)));
        return parts;
    }

    private static String part(String path) {
        Matcher part = PART.matcher(path);
        return part.matches() ? part.group(1) : path;
    }
}
