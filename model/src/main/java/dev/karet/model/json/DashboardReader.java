package dev.karet.model.json;

import dev.karet.model.JsonPointer;
import dev.karet.model.Problems;
import dev.karet.model.Quoted;
import dev.karet.model.dashboard.Dashboard;
import dev.karet.model.dashboard.Dashboard.Filter;
import dev.karet.model.dashboard.Dashboard.Layout;
import dev.karet.model.dashboard.Panel;
import dev.karet.model.dashboard.Panel.Aggregate;
import dev.karet.model.dashboard.Panel.Aspect;
import dev.karet.model.dashboard.Panel.Bar;
import dev.karet.model.dashboard.Panel.Bin;
import dev.karet.model.dashboard.Panel.ChoroplethMap;
import dev.karet.model.dashboard.Panel.Doughnut;
import dev.karet.model.dashboard.Panel.Flow;
import dev.karet.model.dashboard.Panel.FlowAggregate;
import dev.karet.model.dashboard.Panel.Frame;
import dev.karet.model.dashboard.Panel.Grid;
import dev.karet.model.dashboard.Panel.Icon;
import dev.karet.model.dashboard.Panel.Kpi;
import dev.karet.model.dashboard.Panel.Line;
import dev.karet.model.dashboard.Panel.NumberStyle;
import dev.karet.model.dashboard.Panel.Sankey;
import dev.karet.model.dashboard.Panel.Summary;
import dev.karet.model.dashboard.Panel.SymbolMap;
import dev.karet.model.dashboard.Panel.Table;
import dev.karet.model.expr.Expr;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads a dashboard from its JSON tree, field by field as formats.md lists them. What is faulty stands as something harmless. */
final class DashboardReader {

    private static final List<String> KINDS =
            List.of("kpi", "doughnut", "line", "bar", "table", "summary", "symbol_map", "choropleth_map", "sankey");
    private static final List<Aggregate> OF_CHARTS =
            List.of(Aggregate.SUM, Aggregate.COUNT, Aggregate.AVG, Aggregate.MIN, Aggregate.MAX);
    private static final Frame NOWHERE = new Frame("", Optional.empty());

    private final Problems problems;
    private final Problems warnings;

    DashboardReader(Problems problems, Problems warnings) {
        this.problems = problems;
        this.warnings = warnings;
    }

    Dashboard dashboard(JsonTree tree) {
        Fields fields = fields(tree, "a dashboard", JsonPointer.ROOT);
        var dashboard = new Dashboard(
                fields.text("id"),
                fields.text("name"),
                fields.text("analytic_table_id"),
                fields.list("filters", this::filter),
                where(fields),
                fields.list("panels", this::panel),
                fields.optional("layout")
                        .map(node -> layout(node, fields.at("layout")))
                        .orElse(Layout.AUTOMATIC));
        fields.misspelt(warnings);
        return dashboard;
    }

    private Filter filter(JsonTree tree, JsonPointer at) {
        Fields fields = fields(tree, "a filter", at);
        var filter = new Filter(
                required(fields, "kind", List.of(Filter.Kind.values())), fields.text("column"), fields.text("label"));
        fields.misspelt(warnings);
        return filter;
    }

    private List<Expr> where(Fields fields) {
        return fields.optionalList("where", (tree, at) -> ExprReader.read(tree, at, problems))
                .orElse(List.of());
    }

    private Layout layout(JsonTree tree, JsonPointer at) {
        Fields fields = fields(tree, "the layout", at);
        var layout = new Layout(
                fields.optionalInteger("columns"),
                fields.optionalText("gridTemplateColumns"),
                fields.optionalText("gridTemplateRows"),
                fields.optionalText("gap"));
        fields.misspelt(warnings);
        return layout;
    }

    private Panel panel(JsonTree tree, JsonPointer at) {
        Optional<Fields> object = Fields.of(tree, "a panel", at, problems);
        if (object.isEmpty()) return new Summary(NOWHERE, List.of());
        Fields fields = object.get();
        boolean hasKind = fields.required("kind").isPresent();
        String kind = hasKind ? fields.text("kind") : "";
        Frame frame =
                new Frame(fields.text("title"), fields.optional("grid").map(node -> grid(node, fields.at("grid"))));
        Panel panel = panel(kind, frame, fields);
        if (KINDS.contains(kind)) fields.misspelt(warnings);
        return panel;
    }

    private Panel panel(String kind, Frame frame, Fields fields) {
        return switch (kind) {
            case "kpi" ->
                new Kpi(
                        frame,
                        fields.text("column"),
                        required(fields, "agg", List.of(Aggregate.values())),
                        optional(fields, "format", List.of(NumberStyle.values()))
                                .orElse(NumberStyle.NUMBER),
                        fields.text("currency", Kpi.DEFAULT_CURRENCY),
                        optional(fields, "icon", List.of(Icon.values())),
                        fields.optionalText("value_column"));
            case "doughnut" -> new Doughnut(frame, fields.text("group_by"), fields.text("value"), aggregate(fields));
            case "line" -> new Line(frame, fields.text("x"), bin(fields), fields.text("y"), aggregate(fields));
            case "bar" ->
                new Bar(
                        frame,
                        fields.text("group_by"),
                        fields.text("value"),
                        aggregate(fields),
                        bin(fields),
                        fields.optionalInteger("limit"));
            case "table" ->
                new Table(
                        frame,
                        fields.texts("columns"),
                        fields.optionalInteger("page_size").orElse(Table.DEFAULT_PAGE_SIZE));
            case "summary" -> new Summary(frame, fields.texts("columns"));
            case "symbol_map" ->
                new SymbolMap(
                        frame,
                        fields.text("lat"),
                        fields.text("lon"),
                        fields.optionalText("value"),
                        aggregate(fields),
                        fields.optionalNumber("max_radius").orElse(SymbolMap.DEFAULT_MAX_RADIUS));
            case "choropleth_map" ->
                new ChoroplethMap(frame, fields.text("country"), fields.optionalText("value"), aggregate(fields));
            case "sankey" -> new Sankey(frame, fields.list("flows", this::flow), labels(fields));
            default -> unknown(kind, frame, fields);
        };
    }

    /** A kind that is missing, or no text, was reported where it was read. */
    private Panel unknown(String kind, Frame frame, Fields fields) {
        if (fields.optional("kind").orElse(new JsonTree.Null()) instanceof JsonTree.Text) {
            problems.add(
                    "unknown_kind",
                    fields.at("kind"),
                    "There is no panel of kind " + Quoted.text(kind) + ".",
                    problems.nearest(kind, KINDS).orElse("The kinds are " + String.join(", ", KINDS) + "."));
        }
        return new Summary(frame, List.of());
    }

    private Grid grid(JsonTree tree, JsonPointer at) {
        Fields fields = fields(tree, "a place on the grid", at);
        var grid = new Grid(
                fields.optionalText("gridColumn"),
                fields.optionalText("gridRow"),
                optional(fields, "aspect", List.of(Aspect.values())).orElse(Aspect.AUTO),
                maxHeight(fields));
        fields.misspelt(warnings);
        return grid;
    }

    /** Pixels, when it is a bare number. */
    private static Optional<String> maxHeight(Fields fields) {
        Optional<JsonTree> value = fields.optional("maxHeight");
        if (value.isPresent() && value.get() instanceof JsonTree.Num(var digits)) return Optional.of(digits + "px");
        return fields.optionalText("maxHeight");
    }

    private Flow flow(JsonTree tree, JsonPointer at) {
        Fields fields = fields(tree, "a flow", at);
        var flow = new Flow(
                fields.text("from"),
                fields.text("to"),
                fields.text("value"),
                optional(fields, "agg", List.of(FlowAggregate.values())).orElse(FlowAggregate.SUM),
                where(fields));
        fields.misspelt(warnings);
        return flow;
    }

    private Map<String, String> labels(Fields fields) {
        JsonPointer at = fields.at("labels");
        Optional<JsonTree> value = fields.optional("labels");
        if (value.isEmpty()) return Map.of();
        if (!(value.get() instanceof JsonTree.Obj(var byNode))) {
            fields(value.get(), "the labels", at);
            return Map.of();
        }
        Map<String, String> labels = new LinkedHashMap<>();
        Fields texts = fields(value.get(), "the labels", at);
        byNode.keySet().forEach(node -> texts.optionalText(node).ifPresent(label -> labels.put(node, label)));
        return labels;
    }

    private static Aggregate aggregate(Fields fields) {
        return required(fields, "agg", OF_CHARTS);
    }

    private static Optional<Bin> bin(Fields fields) {
        return optional(fields, "x_bin", List.of(Bin.values()));
    }

    private static <T extends Enum<T>> T required(Fields fields, String name, List<T> values) {
        return fields.required(name).isPresent() ? chosen(fields, name, values) : values.getFirst();
    }

    private static <T extends Enum<T>> Optional<T> optional(Fields fields, String name, List<T> values) {
        return fields.optional(name).map(_ -> chosen(fields, name, values));
    }

    /** A value that is no text is reported as that, and not as an unknown word besides. */
    private static <T extends Enum<T>> T chosen(Fields fields, String name, List<T> values) {
        Optional<JsonTree> value = fields.optional(name);
        String word = fields.text(name);
        if (value.isPresent() && !(value.get() instanceof JsonTree.Text)) return values.getFirst();
        return fields.choice(name, word, values, constant -> constant.name().toLowerCase(Locale.ROOT));
    }

    private Fields fields(JsonTree tree, String thing, JsonPointer at) {
        return Fields.of(tree, thing, at, problems).orElseGet(Fields::none);
    }
}
