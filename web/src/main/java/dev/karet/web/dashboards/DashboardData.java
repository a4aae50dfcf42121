package dev.karet.web.dashboards;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.karet.engine.query.Groups;
import dev.karet.engine.query.QueryFailed;
import dev.karet.engine.query.RowPage;
import dev.karet.engine.query.TableQueries;
import dev.karet.engine.query.Value;
import dev.karet.model.Problem;
import dev.karet.model.dashboard.Dashboard;
import dev.karet.model.dashboard.Dashboard.Filter;
import dev.karet.model.json.JsonTree;
import dev.karet.model.json.Writing;
import dev.karet.model.pipeline.ColumnSchema;
import dev.karet.store.SideBySide;
import dev.karet.store.Slug;
import dev.karet.web.documents.DocumentText;
import dev.karet.web.tables.SnapshotId;
import dev.karet.web.tables.TableLimits;
import dev.karet.web.tables.TableShelf;
import dev.karet.web.tables.TableShelf.OpenTables;
import dev.karet.web.tables.TableTrouble;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what dashboards show, all panels of one commit. What was computed is kept as long as there is room for it. Thread-safe. */
public final class DashboardData {

    private static final Logger log = LoggerFactory.getLogger(DashboardData.class);
    private static final int OF_A_CELL = 60;

    private final TableShelf shelf;
    private final TableQueries queries;
    private final TableLimits limits;
    private final Cache<AskedTable.Asked, Object> kept;
    private final Semaphore turns;

    public DashboardData(TableShelf shelf, TableQueries queries, TableLimits limits) {
        this.shelf = shelf;
        this.queries = queries;
        this.limits = limits;
        this.kept = Caffeine.newBuilder()
                .maximumWeight(limits.cacheBytes())
                .weigher((AskedTable.Asked asked, Object answer) -> weight(asked, answer))
                .build();
        this.turns = new Semaphore(limits.queriesAtOnce(), true);
    }

    /**
     * What became of a question.
     *
     * @param snapshot the commit that was asked
     * @param mark tells the answer from any other; absent when some panel failed, which the next try need not
     * @param panels none when the mark was known already
     */
    public record Answer(
            SnapshotId snapshot,
            Optional<String> mark,
            boolean known,
            List<JsonTree> panels,
            Optional<List<JsonTree>> options) {}

    private record Part(JsonTree json, boolean failed) {}

    /**
     * Answers a question.
     *
     * @param text the dashboard and the question as they were written, for the mark
     * @param known whether a mark is that of an answer that need not be told again
     * @throws QuestionRefused when the dashboard cannot be asked that
     * @throws dev.karet.web.tables.TableTrouble when there is no such pipeline or table, or the table was never published
     * @throws dev.karet.table.CopiesFailed when the files cannot be had
     */
    public Answer answer(
            Slug slug, Dashboard dashboard, DashboardQuestion question, String text, Predicate<String> known) {
        String id = dashboard.analyticTableId();
        try (OpenTables open = shelf.open(slug, id::equals, () -> false).orElseThrow(() -> shelf.missing(slug, id))) {
            if (open.files().isEmpty()) throw shelf.missing(slug, id);
            List<ColumnSchema> columns = open.files().getFirst().columns();
            List<Problem> faults = QuestionCheck.faults(columns, dashboard, question);
            if (!faults.isEmpty()) throw new QuestionRefused(faults);
            SnapshotId snapshot = open.snapshot();
            String mark = DocumentText.hash((snapshot + "\n" + columns + "\n" + text).getBytes(UTF_8));
            if (known.test(mark)) {
                return new Answer(snapshot, Optional.of(mark), true, List.of(), Optional.empty());
            }
            AskedTable table =
                    new AskedTable(slug, snapshot, open.files().getFirst(), queries, kept, turns, limits.query());
            PanelAnswers answers = new PanelAnswers(table, new PanelFilters(table, dashboard, question), question);
            List<Part> panels = panels(dashboard, question, answers);
            Optional<List<Part>> options =
                    question.options() ? Optional.of(options(dashboard, answers)) : Optional.empty();
            boolean failed = panels.stream().anyMatch(Part::failed)
                    || options.stream().flatMap(List::stream).anyMatch(Part::failed);
            return new Answer(
                    snapshot,
                    failed ? Optional.empty() : Optional.of(mark),
                    false,
                    panels.stream().map(Part::json).toList(),
                    options.map(parts -> parts.stream().map(Part::json).toList()));
        }
    }

    private List<Part> panels(Dashboard dashboard, DashboardQuestion question, PanelAnswers answers) {
        List<Integer> wanted = question.panels()
                .map(indices -> indices.stream().distinct().toList())
                .orElseGet(() ->
                        IntStream.range(0, dashboard.panels().size()).boxed().toList());
        return SideBySide.map(wanted, limits.queriesAtOnce(), index -> {
            var panel = dashboard.panels().get(index);
            Writing writing = new Writing()
                    .put("index", index)
                    .put(
                            "kind",
                            panel.getClass()
                                    .getSimpleName()
                                    .replaceAll("(?<=.)([A-Z])", "_$1")
                                    .toLowerCase(Locale.ROOT));
            return part(writing, () -> writing.put("data", answers.of(index, panel)));
        });
    }

    private List<Part> options(Dashboard dashboard, PanelAnswers answers) {
        List<String> columns = dashboard.filters().stream()
                .filter(filter -> filter.kind() == Filter.Kind.DROPDOWN)
                .map(Filter::column)
                .distinct()
                .toList();
        return SideBySide.map(
                columns,
                limits.queriesAtOnce(),
                column -> part(new Writing().put("column", column), () -> answers.options(column)));
    }

    private static Part part(Writing begun, Supplier<Writing> whole) {
        try {
            return new Part(whole.get().object(), false);
        } catch (PanelFailed failed) {
            return failed(begun, failed.code(), String.valueOf(failed.getMessage()), failed.hint());
        } catch (TableTrouble.SnapshotChanged changed) {
            return failed(begun, "snapshot_changed", String.valueOf(changed.getMessage()), Optional.empty());
        } catch (TableTrouble.BadQuestion bad) {
            return failed(begun, bad.code(), String.valueOf(bad.getMessage()), Optional.empty());
        } catch (QueryFailed failed) {
            return failed(begun, "query_failed", String.valueOf(failed.getMessage()), Optional.empty());
        } catch (RuntimeException fault) {
            // Whatever it is, it is one panel's: the others are answered.
            log.atWarn().setCause(fault).log("a panel could not be computed");
            return failed(
                    begun,
                    "internal_error",
                    "The panel could not be computed.",
                    Optional.of("The log of the service says why."));
        }
    }

    private static Part failed(Writing begun, String code, String message, Optional<String> hint) {
        JsonTree error = new Writing()
                .put("code", code)
                .put("message", message)
                .put("hint", hint)
                .object();
        return new Part(begun.put("error", error).object(), true);
    }

    private static int weight(AskedTable.Asked asked, Object answer) {
        long weight = 2_000L + 2L * asked.question().toString().length();
        if (answer instanceof Groups groups) {
            for (Groups.Group group : groups.groups()) weight += weight(group.keys()) + weight(group.measures());
        } else if (answer instanceof RowPage page) {
            for (List<Value> row : page.rows()) weight += weight(row);
        }
        return (int) Math.min(Integer.MAX_VALUE, weight);
    }

    private static long weight(List<Value> values) {
        long weight = 0;
        for (Value value : values) {
            weight += OF_A_CELL + (value instanceof Value.Text(var text) ? 2L * text.length() : 0);
        }
        return weight;
    }
}
