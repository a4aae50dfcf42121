package dev.karet.e2e.publish;

import dev.karet.model.expr.ExprParser;
import dev.karet.model.json.PipelineJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A pipeline of three containers and five tables of every kind, with the knobs that its owner turns. Immutable.
 *
 * @param wording how {@code sales} spells what was sold, 0 to 2
 * @param granularity of {@code sales}
 * @param noted whether {@code journal} has one more column
 * @param kinds whether there is a table {@code kinds}
 * @param answers which rows the lookup has, 0 to 2
 * @param distinct whether {@code customers} drops rows whose name was there already
 * @param returns whether returned goods go into {@code sales} too
 * @param priced whether {@code sales} rejects rows without a price
 * @param positive whether {@code journal} asserts that no price is negative
 * @param reversed whether the mappings stand in the opposite order
 * @param semicolons whether the files of orders are read as separated by semicolons
 * @param moved where the graph editor shows a node, which matters to nobody's rows
 */
record ShopConfig(
        int wording,
        String granularity,
        boolean noted,
        boolean kinds,
        int answers,
        boolean distinct,
        boolean returns,
        boolean priced,
        boolean positive,
        boolean reversed,
        boolean semicolons,
        int moved) {

    static final ShopConfig FIRST =
            new ShopConfig(0, "month", false, true, 0, true, true, false, false, false, false, 0);

    private static final List<String> WORDINGS = List.of("upper(what)", "lower(what)", "concat(\"-\", what, id)");
    private static final List<String> ANSWERS = List.of("""
            {"input_patterns":["tea","coffee"],"output":"hot/drink"},{"input_patterns":["bun"],"output":"bäckerei"}""", """
            {"input_patterns":["tea"],"output":"50% off?"},{"input_patterns":["bun","coffee"],"output":"hot/drink"}""", """
            {"input_patterns":["un"],"output":"bäckerei","priority":2},{"input_patterns":["bun"],"output":"[it's]"}""");

    /** This configuration with one knob turned, each as likely as another except the one that makes whole containers unreadable. */
    ShopConfig edited(Random random) {
        int knob = random.nextInt(23) / 2;
        return new ShopConfig(
                knob == 0 ? (wording + 1 + random.nextInt(2)) % 3 : wording,
                knob == 1 ? otherGranularity(random) : granularity,
                (knob == 2) != noted,
                (knob == 3) != kinds,
                knob == 4 ? (answers + 1 + random.nextInt(2)) % 3 : answers,
                (knob == 5) != distinct,
                (knob == 6) != returns,
                (knob == 7) != priced,
                (knob == 8) != positive,
                (knob == 9) != reversed,
                (knob == 11) != semicolons,
                knob == 10 ? moved + 1 : moved);
    }

    private String otherGranularity(Random random) {
        List<String> others = Stream.of("day", "month", "year")
                .filter(one -> !one.equals(granularity))
                .toList();
        return others.get(random.nextInt(2));
    }

    List<String> tables() {
        return kinds
                ? List.of("sales", "kinds", "journal", "customers", "codes")
                : List.of("sales", "journal", "customers", "codes");
    }

    /** The document. */
    String json() {
        List<String> mappings = new ArrayList<>();
        mappings.add(dated("orders-sales", "orders", """
                parse_date(day, "%Y-%m-%d")""", WORDINGS.get(wording), "price"));
        if (returns) {
            mappings.add(dated("returns-sales", "returns", """
                    parse_date(datum, "%d.%m.%Y")""", "artikel", "betrag"));
        }
        if (kinds) {
            mappings.add(mapping(
                    "orders-kinds",
                    "orders",
                    "kinds",
                    "",
                    column("kind", "lookup_ref(answers, what)"),
                    column("size", "cast(if(contains(price, \"9\"), 9, 1), int64)"),
                    column("id", "id"),
                    column("price", "cast(price, float64, \"null\")")));
        }
        mappings.add(journal("orders", "id", "what", "price"));
        mappings.add(journal("returns", "artikel", "artikel", "betrag"));
        mappings.add(mapping(
                "people-customers",
                "people",
                "customers",
                "",
                column("initial", "upper(substring(name, 0, 1))"),
                column("name", "name"),
                column("id", "cast(id, int64)")));
        mappings.add(mapping(
                "people-codes", "people", "codes", "", column("code", "code"), column("id", "cast(id, int64)")));
        return """
                {"version":1,"source_containers":[%s],
                 "lookup_mappings":[{"id":"answers","case_insensitive":true,"rows":[%s],"catch_all":{"output":"other"}}],
                 "mappings":[%s],"analytic_tables":[%s],
                 "layout":{"orders":{"x":%d,"y":7}}}
                """.formatted(
                        String.join(",", containers()),
                        ANSWERS.get(answers),
                        String.join(",", reversed ? mappings.reversed() : mappings),
                        String.join(",", tableDocuments()),
                        moved);
    }

    private List<String> containers() {
        return List.of(
                container(
                        "orders",
                        "\"delimiter\":\"%s\",\"null_values\":[\"NA\"]".formatted(semicolons ? ";" : ","),
                        "day",
                        "id",
                        "what",
                        "price"),
                container("returns", "\"delimiter\":\";\"", "datum", "artikel", "betrag"),
                container("people", "\"delimiter\":\",\"", "id", "name", "code"));
    }

    private List<String> tableDocuments() {
        return tables().stream()
                .map(id -> switch (id) {
                    case "sales" ->
                        table(
                                id,
                                "",
                                "{\"name\":\"day\",\"type\":\"date\"}",
                                "{\"name\":\"what\",\"type\":\"string\"}",
                                "{\"name\":\"price\",\"type\":\"decimal(9,2)\",\"nullable\":%s}".formatted(!priced));
                    case "kinds" ->
                        table(
                                id,
                                "\"partition_keys\":[\"kind\",\"size\"],",
                                "{\"name\":\"kind\",\"type\":\"string\"}",
                                "{\"name\":\"size\",\"type\":\"int64\"}",
                                "{\"name\":\"id\",\"type\":\"string\"}",
                                "{\"name\":\"price\",\"type\":\"float64\"}");
                    case "journal" -> journalTable();
                    case "customers" ->
                        table(
                                id,
                                "\"partition_keys\":[\"initial\"]," + (distinct ? "\"dedup_keys\":[\"name\"]," : ""),
                                "{\"name\":\"initial\",\"type\":\"string\"}",
                                "{\"name\":\"name\",\"type\":\"string\"}",
                                "{\"name\":\"id\",\"type\":\"int64\"}");
                    case "codes" ->
                        table(
                                id,
                                "",
                                "{\"name\":\"code\",\"type\":\"string\",\"assertions\":{\"unique\":true}}",
                                "{\"name\":\"id\",\"type\":\"int64\"}");
                    default -> throw new AssertionError(id);
                })
                .toList();
    }

    private String journalTable() {
        List<String> columns = new ArrayList<>(List.of(
                "{\"name\":\"what\",\"type\":\"string\"}",
                "{\"name\":\"price\",\"type\":\"decimal(12,3)\"%s}"
                        .formatted(positive ? ",\"assertions\":{\"min\":0}" : "")));
        if (noted) {
            columns.add("{\"name\":\"note\",\"type\":\"string\"}");
        }
        return table("journal", "", columns.toArray(String[]::new));
    }

    private String dated(String id, String container, String day, String what, String price) {
        return mapping(
                id,
                container,
                "sales",
                "\"partition_by\":{\"column\":\"day\",\"granularity\":\"%s\"},".formatted(granularity),
                column("day", day),
                column("what", what),
                column("price", "cast(%s, decimal(9,2))".formatted(price)));
    }

    private String journal(String container, String id, String what, String price) {
        List<String> columns = new ArrayList<>(
                List.of(column("what", what), column("price", "cast(%s, decimal(12,3))".formatted(price))));
        if (noted) {
            columns.add(column("note", "concat(\" \", \"%s\", %s)".formatted(container, id)));
        }
        return mapping(container + "-journal", container, "journal", "", columns.toArray(String[]::new));
    }

    private static String container(String id, String format, String... columns) {
        String schema = Stream.of(columns)
                .map("{\"name\":\"%s\",\"type\":\"string\"}"::formatted)
                .collect(Collectors.joining(","));
        return "{\"id\":\"%1$s\",\"name\":\"%1$s\",\"path_prefix\":\"raw/%1$s/\",\"schema\":[%2$s],\"format\":{%3$s}}"
                .formatted(id, schema, format);
    }

    private static String mapping(String id, String container, String table, String partition, String... columns) {
        return "{\"id\":\"%s\",\"source_container_id\":\"%s\",\"analytic_table_id\":\"%s\",%s\"columns\":[%s]}"
                .formatted(id, container, table, partition, String.join(",", columns));
    }

    private static String table(String id, String options, String... columns) {
        return "{\"id\":\"%1$s\",\"name\":\"%1$s\",%2$s\"schema\":[%3$s]}"
                .formatted(id, options, String.join(",", columns));
    }

    private static String column(String name, String expression) {
        return switch (ExprParser.parse(expression)) {
            case ExprParser.Result.Parsed(var expr) ->
                "{\"name\":\"%s\",\"expr\":%s}".formatted(name, PipelineJson.writeExpr(expr));
            case ExprParser.Result.Faulty(var message, var offset, var hint) ->
                throw new AssertionError(expression + ": " + message);
        };
    }
}
