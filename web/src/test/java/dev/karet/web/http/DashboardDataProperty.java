package dev.karet.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.engine.query.Value;
import dev.karet.engine.query.ValueReader;
import dev.karet.engine.query.ValueReader.Reading;
import dev.karet.model.dashboard.Panel.Aggregate;
import dev.karet.model.dashboard.Panel.Bin;
import dev.karet.model.expr.TypeNames;
import dev.karet.model.json.JsonText;
import dev.karet.model.json.JsonTree;
import dev.karet.model.json.Writing;
import dev.karet.web.tables.CellJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** Any dashboard over any rows, filtered and clicked on in any way, shows what the plainest program finds. */
class DashboardDataProperty {

    private static final String DRAFT = "/api/p/shop/dashboards/data";
    private static final String HOSTILE = "=cmd|' /C calc'!A0 <script>\",\\\n";

    private static final Map<String, String> COLUMNS = columns();
    private static final List<String> NUMBERS = List.of("amount", "big", "weight");
    private static final Map<String, List<String>> SPELLINGS = Map.of(
            "day", List.of("2023-12-31", "2024-01-01", "2024-02-29", "2024-12-29", "2024-12-30", "0001-01-01"),
            "at",
                    List.of(
                            "2023-12-31T23:59:59.999999",
                            "2024-01-01T00:00:00",
                            "2024-12-30T00:00:00",
                            "2025-01-05T12:00:00"),
            "label", List.of("", "food", "Food", "שלום", "🍕", "\uFFFF", HOSTILE),
            "country", List.of("DE", "deu", "276", "Germany", "FR", "france", "Atlantis"),
            "amount", List.of("0.00", "0.01", "-12.50", "99999999.99", "0.10"),
            "big", List.of("9223372036854775807", "9007199254740993", "-1", "3", "9223372036854775806"),
            "weight", List.of("0.1", "0.2", "0.3", "-1000000.25", "0", "12345.678"),
            "flag", List.of("true", "false"));

    private static @Nullable Path folder;
    private static @Nullable PublishedPipeline shop;

    private static Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("day", "date");
        columns.put("at", "timestamp");
        columns.put("label", "string");
        columns.put("country", "string");
        columns.put("amount", "decimal(12,2)");
        columns.put("big", "int64");
        columns.put("weight", "float64");
        columns.put("flag", "bool");
        return columns;
    }

    @BeforeContainer
    static void open() throws IOException {
        folder = Files.createTempDirectory("karet-panels");
        shop = new PublishedPipeline(folder)
                .source(COLUMNS.keySet().toArray(String[]::new))
                .table(
                        "sales",
                        "",
                        COLUMNS.entrySet().stream()
                                .map(column -> column.getValue().equals("string")
                                        ? "%1$s|string|%1$s".formatted(column.getKey())
                                        : "%1$s|%2$s|cast(%1$s, %2$s)".formatted(column.getKey(), column.getValue()))
                                .toArray(String[]::new))
                .configure();
    }

    @AfterContainer
    static void close() throws IOException {
        shop().close();
        if (folder == null) return;
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private static PublishedPipeline shop() {
        if (shop == null) throw new AssertionError();
        return shop;
    }

    @Property(tries = 25, seed = "11")
    void everyPanelShowsWhatAPlainProgramFinds(@ForAll long seed) {
        Random random = new Random(seed);
        NaiveRows all = rows(random);
        publish(all);
        for (int i = 0; i < 3; i++) compare(random, all);
    }

    private static void compare(Random random, NaiveRows all) {
        List<NaivePanel> panels = panels(random);
        Optional<NaiveCondition> where = random.nextBoolean()
                ? Optional.of(NaiveCondition.any(random, 2, column -> value(column, random)))
                : Optional.empty();
        List<NaiveCondition> choices = choices(random);
        int clicked = random.nextInt(panels.size() + 1);
        Optional<NaiveCondition> click =
                clicked < panels.size() ? click(panels.get(clicked), random) : Optional.empty();

        NaiveRows base =
                all.where(row -> where.stream().allMatch(each -> each.holds().test(row)));
        NaiveRows chosen =
                base.where(row -> choices.stream().allMatch(each -> each.holds().test(row)));
        NaiveRows others =
                chosen.where(row -> click.stream().allMatch(each -> each.holds().test(row)));

        Writing dashboard = new Writing()
                .put("id", "d")
                .put("name", "d")
                .put("analytic_table_id", "sales")
                .put(
                        "filters",
                        new JsonTree.Arr(List.of(
                                filter("dropdown", "label"),
                                filter("dropdown", "big"),
                                filter("dropdown", "flag"),
                                filter("date_range", "day"),
                                filter("date_range", "at"))))
                .put(
                        "where",
                        new JsonTree.Arr(
                                where.map(NaiveCondition::document).stream().toList()))
                .put("panels", panels, NaivePanel::document);
        Writing question = new Writing()
                .put("dashboard", dashboard.object())
                .put("filters", choices, NaiveCondition::document)
                .put(
                        "selections",
                        new JsonTree.Arr(click.stream()
                                .<JsonTree>map(each -> new Writing()
                                        .put("panel", clicked)
                                        .put("value", each.document())
                                        .object())
                                .toList()))
                .put("options", true);
        String text = JsonText.compact(question.object());
        ApiClient.Answer answer = shop().client().post(DRAFT, text);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        for (int i = 0; i < panels.size(); i++) {
            JsonTree shown = field(elements(field(answer.json(), "panels")).get(i), "data");
            JsonTree expected = panels.get(i).answer().apply(i == clicked ? chosen : others);
            assertThat(JsonText.compact(sorted(shown)))
                    .as("%s of %s", panels.get(i).document(), text)
                    .isEqualTo(JsonText.compact(sorted(expected)));
        }
        assertThat(field(elements(field(answer.json(), "options")).get(0), "total"))
                .isEqualTo(new JsonTree.Num(Long.toString(base
                        .where(row -> choices.stream()
                                .filter(each ->
                                        !field(each.document(), "column").equals(new JsonTree.Text("label")))
                                .allMatch(each -> each.holds().test(row)))
                        .where(row ->
                                click.stream().allMatch(each -> each.holds().test(row)))
                        .column("label")
                        .stream()
                        .distinct()
                        .count())));
    }

    private static JsonTree filter(String kind, String column) {
        return new Writing()
                .put("kind", kind)
                .put("column", column)
                .put("label", column)
                .object();
    }

    /** What a map of countries tells in no order, in one; and of the next page only that there is one. */
    private static JsonTree sorted(JsonTree data) {
        if (!(data instanceof JsonTree.Obj(var fields))) return data;
        if (fields.containsKey("next")) {
            Map<String, JsonTree> marked = new LinkedHashMap<>(fields);
            marked.put("next", NaivePanel.MORE);
            return new JsonTree.Obj(marked);
        }
        if (!fields.containsKey("unmatched")) return data;
        Map<String, JsonTree> sorted = new LinkedHashMap<>(fields);
        for (String list : List.of("points", "unmatched")) {
            sorted.put(
                    list,
                    new JsonTree.Arr(elements(field(data, list)).stream()
                            .sorted(Comparator.comparing(JsonText::compact))
                            .toList()));
        }
        return new JsonTree.Obj(sorted);
    }

    private static JsonTree field(JsonTree tree, String name) {
        if (tree instanceof JsonTree.Obj(var fields) && fields.get(name) != null) return fields.get(name);
        throw new AssertionError("no " + name + " in " + JsonText.compact(tree));
    }

    private static List<JsonTree> elements(JsonTree tree) {
        if (tree instanceof JsonTree.Arr(var elements)) return elements;
        throw new AssertionError(tree);
    }

    private static <T> T one(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    private static Value value(String column, Random random) {
        return value(column, one(SPELLINGS.getOrDefault(column, List.of()), random));
    }

    private static Value value(String column, String text) {
        if (TypeNames.read(COLUMNS.getOrDefault(column, "")) instanceof TypeNames.Reading.Type(var type)
                && ValueReader.read(type, text) instanceof Reading.Read(var value)) {
            return value;
        }
        throw new AssertionError(column + " " + text);
    }

    /** None, one or some, sparse or dense. */
    private static NaiveRows rows(Random random) {
        int count = one(List.of(0, 1, 2, 20, 150), random);
        int nulls = 1 + random.nextInt(5);
        List<Map<String, Value>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Map<String, Value> row = new LinkedHashMap<>();
            for (String column : COLUMNS.keySet()) {
                row.put(column, random.nextInt(nulls) == 1 ? new Value.Nothing() : value(column, random));
            }
            rows.add(row);
        }
        return new NaiveRows(rows);
    }

    private static void publish(NaiveRows rows) {
        StringBuilder csv = new StringBuilder(String.join(",", COLUMNS.keySet()) + "\n");
        for (Map<String, Value> row : rows.rows()) {
            csv.append(String.join(
                            ",",
                            row.values().stream()
                                    .map(value -> NaiveRows.isNull(value)
                                            ? ""
                                            : '"' + value.spelled().replace("\"", "\"\"") + '"')
                                    .toList()))
                    .append('\n');
        }
        shop().file("a.csv", csv.toString()).run();
    }

    private static List<NaivePanel> panels(Random random) {
        List<NaivePanel> panels = new ArrayList<>();
        Aggregate aggregate =
                one(List.of(Aggregate.SUM, Aggregate.COUNT, Aggregate.AVG, Aggregate.MIN, Aggregate.MAX), random);
        String number = one(NUMBERS, random);
        String key = one(List.copyOf(COLUMNS.keySet()), random);
        String time = one(List.of("day", "at"), random);
        Bin bin = one(List.of(Bin.values()), random);
        panels.add(NaivePanel.kpi(number, aggregate));
        panels.add(NaivePanel.kpi(key, one(List.of(Aggregate.MIN, Aggregate.MAX, Aggregate.COUNT), random)));
        panels.add(NaivePanel.mode(key, number));
        panels.add(NaivePanel.doughnut(key, number, aggregate));
        panels.add(NaivePanel.bar(key, number, aggregate, 1 + random.nextInt(4)));
        panels.add(NaivePanel.line(time, Optional.of(bin), number, aggregate));
        panels.add(NaivePanel.line(key, Optional.empty(), number, aggregate));
        panels.add(NaivePanel.binned(time, bin, number, aggregate, 1 + random.nextInt(4)));
        panels.add(NaivePanel.table(COLUMNS, 1 + random.nextInt(60)));
        panels.add(NaivePanel.summary(COLUMNS));
        panels.add(NaivePanel.symbols("weight", "amount", Optional.of(number), aggregate));
        panels.add(NaivePanel.symbols("amount", "weight", Optional.empty(), Aggregate.COUNT));
        panels.add(NaivePanel.countries("country", number, aggregate));
        panels.add(NaivePanel.sankey(List.of(List.of("country", "label"), List.of("label", "flag")), number));
        return panels;
    }

    private static List<NaiveCondition> choices(Random random) {
        List<NaiveCondition> choices = new ArrayList<>();
        for (String column : List.of("label", "big", "flag")) {
            if (random.nextInt(3) > 0) continue;
            List<Value> values = new ArrayList<>(List.of(value(column, random), value(column, random)));
            if (random.nextBoolean()) values.add(new Value.Nothing());
            choices.add(new NaiveCondition(
                    new Writing()
                            .put("column", column)
                            .put("values", values, CellJson::of)
                            .object(),
                    row -> values.contains(row.get(column))));
        }
        for (String column : List.of("day", "at")) {
            if (random.nextInt(3) > 0) continue;
            LocalDate from = LocalDate.of(2023, 12, 31).plusDays(random.nextInt(3));
            LocalDate to = LocalDate.of(2024, 12, 29).plusDays(random.nextInt(3));
            choices.add(new NaiveCondition(
                    new Writing()
                            .put("column", column)
                            .put("from", from.toString())
                            .put("to", to.toString())
                            .object(),
                    row -> {
                        LocalDate day = NaiveRows.day(row.get(column));
                        return day != null && !day.isBefore(from) && !day.isAfter(to);
                    }));
        }
        return choices;
    }

    /** Something that may be clicked on in a panel; its document is the value. */
    private static Optional<NaiveCondition> click(NaivePanel panel, Random random) {
        JsonTree document = panel.document();
        String kind = text(field(document, "kind"));
        boolean isNothing = random.nextInt(4) == 0;
        return switch (kind) {
            case "doughnut", "bar", "line" -> {
                String column = text(field(document, kind.equals("line") ? "x" : "group_by"));
                Optional<Bin> bin = document instanceof JsonTree.Obj(var fields) && fields.containsKey("x_bin")
                        ? Optional.of(Bin.valueOf(text(field(document, "x_bin")).toUpperCase(Locale.ROOT)))
                        : Optional.empty();
                Value cell = isNothing ? new Value.Nothing() : value(column, random);
                Value picked = bin.map(span -> NaiveRows.bin(cell, span)).orElse(cell);
                yield Optional.of(new NaiveCondition(
                        CellJson.of(picked),
                        row -> bin.map(span -> NaiveRows.bin(row.get(column), span))
                                .orElse(row.getOrDefault(column, picked))
                                .equals(picked)));
            }
            case "choropleth_map" ->
                Optional.of(new NaiveCondition(
                        new JsonTree.Text("DE"),
                        row -> NaivePanel.COUNTRIES
                                .getOrDefault("DE", List.of())
                                .contains(row.get("country").spelled())));
            case "sankey" -> {
                Value label = value("label", random);
                yield Optional.of(new NaiveCondition(
                        CellJson.of(label),
                        row -> row.get("label").equals(label)
                                || row.get("country").equals(label)));
            }
            default -> Optional.empty();
        };
    }

    private static String text(JsonTree tree) {
        if (tree instanceof JsonTree.Text(var text)) return text;
        throw new AssertionError(tree);
    }
}
