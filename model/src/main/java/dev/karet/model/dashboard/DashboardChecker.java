package dev.karet.model.dashboard;

import dev.karet.model.JsonPointer;
import dev.karet.model.Problems;
import dev.karet.model.Quoted;
import dev.karet.model.dashboard.Dashboard.Filter;
import dev.karet.model.pipeline.AnalyticTable;
import dev.karet.model.pipeline.CheckResult;
import dev.karet.model.pipeline.PipelineConfig;
import java.util.List;
import java.util.Optional;

/**
 * Finds every fault of a dashboard that is well formed, each with its place and what to do about it. Pure; its time grows about as the
 * document does, whatever the document.
 */
public final class DashboardChecker {

    private DashboardChecker() {}

    /** Checks all of {@code dashboard} against the pipeline whose table it shows; never throws. */
    public static CheckResult check(Dashboard dashboard, PipelineConfig pipeline) {
        var errors = new Problems();
        var warnings = new Problems();
        Optional<AnalyticTable> table = table(dashboard, pipeline, errors);
        var columns = new ColumnUse(table, pipeline.lookupMappings(), errors);
        JsonPointer root = JsonPointer.ROOT;
        filters(dashboard.filters(), columns, root.field("filters"));
        columns.where(dashboard.where(), root.field("where"));
        layout(dashboard.layout(), root.field("layout"), errors);
        var panels = new PanelCheck(columns, errors, warnings);
        for (int i = 0; i < dashboard.panels().size() && !errors.isFull(); i++) {
            panels.check(dashboard.panels().get(i), root.field("panels").element(i));
        }
        return new CheckResult(errors.list(), warnings.list());
    }

    private static Optional<AnalyticTable> table(Dashboard dashboard, PipelineConfig pipeline, Problems errors) {
        String id = dashboard.analyticTableId();
        List<AnalyticTable> tables = pipeline.analyticTables();
        Optional<AnalyticTable> table =
                tables.stream().filter(known -> known.id().equals(id)).findFirst();
        if (table.isEmpty()) {
            errors.add(
                    "unknown_analytic_table",
                    JsonPointer.ROOT.field("analytic_table_id"),
                    "There is no analytic table " + Quoted.text(id) + ".",
                    errors.nearest(
                                    id,
                                    () -> tables.stream().map(AnalyticTable::id).toList())
                            .orElse("Use the id of one that this pipeline defines."));
        }
        return table;
    }

    private static void filters(List<Filter> filters, ColumnUse columns, JsonPointer list) {
        for (int i = 0; i < filters.size(); i++) {
            Filter filter = filters.get(i);
            JsonPointer at = list.element(i).field("column");
            switch (filter.kind()) {
                case DROPDOWN -> columns.any(filter.column(), at);
                case DATE_RANGE -> columns.temporal(filter.column(), at, "A date range");
            }
        }
    }

    private static void layout(Dashboard.Layout layout, JsonPointer at, Problems errors) {
        layout.columns().ifPresent(columns -> Bounds.check(columns, 1, 24, at.field("columns"), errors));
        GridText.check(layout.templateColumns(), at.field("gridTemplateColumns"), errors);
        GridText.check(layout.templateRows(), at.field("gridTemplateRows"), errors);
        GridText.check(layout.gap(), at.field("gap"), errors);
    }
}
