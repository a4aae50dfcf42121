package dev.karet.model.json;

import dev.karet.model.Problem;
import dev.karet.model.Problems;
import dev.karet.model.pipeline.Mapping;
import dev.karet.model.pipeline.PipelineChecker;
import dev.karet.model.pipeline.PipelineConfig;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Every fault of a document whose structure is broken somewhere: those of structure, and those of meaning in the parts that could be read.
 *
 * <p>What could not be read stands in the configuration as a harmless value. A fault of meaning that may come from such a value is left out:
 * it would send its reader after a second fault that is not there. A broken part hides only what was judged by that very part.
 */
final class FaultyDocument {

    private static final Set<String> NEED_SOURCE_TYPES =
            Set.of("type_mismatch", "bad_cast", "wrong_output_type", "decimal_too_wide", "bad_date_literal");
    private static final Set<String> NEED_TABLE = Set.of(
            "unknown_output",
            "wrong_output_type",
            "missing_output",
            "unknown_partition_column",
            "partition_column_type",
            "unfilled_partition_column");
    private static final Set<String> NEED_OUTPUTS = Set.of("missing_output", "unfilled_partition_column");

    private static final Pattern SOURCES = Pattern.compile("/source_containers(/[0-9]+(/id)?)?");
    private static final Pattern TABLES = Pattern.compile("/analytic_tables(/[0-9]+(/id)?)?");
    private static final Pattern LOOKUPS =
            Pattern.compile("/lookup_mappings(/[0-9]+(/children/[0-9]+)*(/id|/children)?)?");
    private static final Pattern SOURCE_COLUMN =
            Pattern.compile("/source_containers/([0-9]+)/schema(?:/[0-9]+)?(/name|/type)?");
    private static final Pattern TABLE_COLUMN =
            Pattern.compile("/analytic_tables/([0-9]+)/schema(?:/[0-9]+)?(/name|/type|/nullable)?");
    private static final Pattern OUTPUT = Pattern.compile("(/mappings/[0-9]+)/columns(?:/[0-9]+(?:/name)?)?");
    private static final Pattern PARTITIONING = Pattern.compile("/mappings/([0-9]+)/partition_by(/.*)?");
    /** In an expression; any other broken node stands as null, which goes with every type. */
    private static final Pattern TYPED_STAND_IN =
            Pattern.compile("/mappings/[0-9]+/columns/[0-9]+/expr/.*?(name|value|to)");

    private static final Pattern PART = Pattern.compile("(/(?:mappings|analytic_tables)/([0-9]+))/.*");

    private final PipelineConfig config;
    private final Set<String> unread = new HashSet<>();
    private final Set<String> hiddenKinds = new HashSet<>();
    private final Set<String> sourcesWithUnreadNames = new HashSet<>();
    private final Set<String> sourcesWithUnreadColumns = new HashSet<>();
    private final Set<String> tablesWithUnreadColumns = new HashSet<>();
    private final Set<String> tablesWithUnreadPartitioning = new HashSet<>();
    private final Set<String> mappingsWithUnreadOutputs = new HashSet<>();
    private final Set<String> aroundTypedStandIns = new HashSet<>();

    private FaultyDocument(Problems structure, PipelineConfig config) {
        this.config = config;
        structure.list().stream()
                .filter(problem -> !problem.kind().equals("missing_field"))
                .forEach(problem -> unread.add(problem.path()));
        unread.addAll(structure.missing());
        unread.forEach(this::learn);
    }

    /** @param structure at least one fault, found while {@code config} was read */
    static List<Problem> problems(Problems structure, PipelineConfig config) {
        var document = new FaultyDocument(structure, config);
        Stream<Problem> meaning =
                PipelineChecker.check(config).errors().stream().filter(fault -> !document.hides(fault));
        return Stream.concat(structure.list().stream(), meaning)
                .limit(Problems.MOST)
                .toList();
    }

    private void learn(String place) {
        if (SOURCES.matcher(place).matches()) hiddenKinds.add("unknown_source_container");
        if (TABLES.matcher(place).matches()) hiddenKinds.add("unknown_analytic_table");
        if (LOOKUPS.matcher(place).matches()) hiddenKinds.add("unknown_lookup");
        Matcher source = SOURCE_COLUMN.matcher(place);
        if (source.matches()) {
            String id = id(source, i -> config.sourceContainers().get(i).id());
            sourcesWithUnreadColumns.add(id);
            if (!place.endsWith("/type")) sourcesWithUnreadNames.add(id);
        }
        Matcher table = TABLE_COLUMN.matcher(place);
        if (table.matches()) {
            tablesWithUnreadColumns.add(
                    id(table, i -> config.analyticTables().get(i).id()));
        }
        Matcher partitioning = PARTITIONING.matcher(place);
        if (partitioning.matches()) {
            tablesWithUnreadPartitioning.add(
                    id(partitioning, i -> config.mappings().get(i).analyticTableId()));
        }
        Matcher output = OUTPUT.matcher(place);
        if (output.matches()) mappingsWithUnreadOutputs.add(output.group(1));
        if (TYPED_STAND_IN.matcher(place).matches()) {
            for (String at = parent(place); aroundTypedStandIns.add(at) && !at.isEmpty(); ) at = parent(at);
        }
    }

    private static String id(Matcher part, IntFunction<String> ofIndex) {
        return ofIndex.apply(Integer.parseInt(part.group(1)));
    }

    /** Whether {@code fault}, one of meaning, may come from a value that stands in for one that could not be read. */
    private boolean hides(Problem fault) {
        if (hiddenKinds.contains(fault.kind()) || isUnread(fault.path())) return true;
        Matcher part = PART.matcher(fault.path());
        if (!part.matches()) return false;
        int index = Integer.parseInt(part.group(2));
        return fault.path().startsWith("/mappings")
                ? hidesInMapping(fault, config.mappings().get(index), part.group(1))
                : hidesInTable(fault, config.analyticTables().get(index).id(), part.group(1));
    }

    private boolean hidesInMapping(Problem fault, Mapping mapping, String at) {
        String kind = fault.kind();
        boolean needsTypes = NEED_SOURCE_TYPES.contains(kind);
        boolean noSource = unread.contains(at + "/source_container_id");
        boolean noTable = unread.contains(at + "/analytic_table_id");
        if (kind.equals("unknown_column")
                && (noSource || sourcesWithUnreadNames.contains(mapping.sourceContainerId()))) {
            return true;
        }
        if (needsTypes && (noSource || sourcesWithUnreadColumns.contains(mapping.sourceContainerId()))) return true;
        if ((needsTypes || kind.equals("unknown_column")) && aroundTypedStandIns.contains(fault.path())) return true;
        if (NEED_TABLE.contains(kind) && (noTable || tablesWithUnreadColumns.contains(mapping.analyticTableId()))) {
            return true;
        }
        if (NEED_OUTPUTS.contains(kind) && mappingsWithUnreadOutputs.contains(at)) return true;
        return kind.equals("partitioning_disagrees")
                && (noTable || tablesWithUnreadPartitioning.contains(mapping.analyticTableId()));
    }

    private boolean hidesInTable(Problem fault, String id, String at) {
        return switch (fault.kind()) {
            case "unknown_key" -> tablesWithUnreadColumns.contains(id);
            case "no_columns_left" ->
                tablesWithUnreadColumns.contains(id)
                        || unread.stream().anyMatch(place -> place.startsWith(at + "/partition_keys/"));
            case "bad_output_prefix" -> unread.contains(at + "/id");
            case "bad_assertion" -> {
                String column = fault.path().substring(0, fault.path().indexOf("/assertions"));
                yield unread.contains(column + "/type");
            }
            default -> false;
        };
    }

    private boolean isUnread(String path) {
        String at = path;
        while (!unread.contains(at)) {
            if (at.isEmpty()) return false;
            at = parent(at);
        }
        return true;
    }

    private static String parent(String path) {
        return path.substring(0, path.lastIndexOf('/'));
    }
}
