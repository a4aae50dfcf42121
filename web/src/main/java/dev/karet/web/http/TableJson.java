package dev.karet.web.http;

import dev.karet.engine.query.ColumnProfile;
import dev.karet.engine.query.Value;
import dev.karet.model.expr.NumberText;
import dev.karet.model.json.JsonTree;
import dev.karet.model.json.Writing;
import dev.karet.model.pipeline.ColumnSchema;
import dev.karet.web.tables.CellJson;
import dev.karet.web.tables.SnapshotId;
import dev.karet.web.tables.TableList;
import dev.karet.web.tables.TableList.Listed;
import dev.karet.web.tables.TableList.ListedColumn;
import dev.karet.web.tables.TableList.State;
import dev.karet.web.tables.Tables.Profiles;
import dev.karet.web.tables.Tables.Rows;

/** Tables, rows and profiles as JSON. Pure functions. */
final class TableJson {

    private TableJson() {}

    static JsonTree list(TableList list) {
        Writing writing = new Writing();
        list.snapshot().ifPresent(snapshot -> writing.put("snapshot", snapshot(snapshot)));
        return writing.put("tables", list.tables(), TableJson::table).object();
    }

    private static JsonTree table(Listed table) {
        Writing writing =
                new Writing().put("id", table.id()).put("name", table.name()).put("configured", table.configured());
        switch (table.state()) {
            case State.Unpublished() -> writing.put("state", "unpublished");
            case State.Damaged(var message) -> writing.put("state", "damaged").put("message", message);
            case State.Published(var rows, var bytes, var partitions) ->
                writing.put("state", "published")
                        .put("rows", whole(rows))
                        .put("bytes", whole(bytes))
                        .put("partitions", partitions);
        }
        return writing.put("columns", table.columns(), TableJson::column).object();
    }

    private static JsonTree column(ListedColumn column) {
        return new Writing()
                .put("name", column.schema().name())
                .put("type", column.schema().type().label())
                .put("nullable", column.schema().nullable())
                .put("partition", column.partition())
                .put("published", column.published())
                .object();
    }

    static JsonTree rows(Rows rows) {
        return new Writing()
                .put("snapshot", snapshot(rows.snapshot()))
                .put("columns", rows.columns(), TableJson::typed)
                .put(
                        "rows",
                        rows.page().rows(),
                        row -> new JsonTree.Arr(
                                row.stream().map(TableJson::value).toList()))
                .put("total", whole(rows.total()))
                .put("next_cursor", rows.next())
                .object();
    }

    private static JsonTree typed(ColumnSchema column) {
        return new Writing()
                .put("name", column.name())
                .put("type", column.type().label())
                .object();
    }

    static JsonTree profiles(Profiles profiles) {
        return new Writing()
                .put("snapshot", snapshot(profiles.snapshot()))
                .put("columns", profiles.columns(), TableJson::profile)
                .object();
    }

    private static JsonTree profile(ColumnProfile profile) {
        Writing writing = new Writing()
                .put("name", profile.column())
                .put("type", profile.type().label())
                .put("rows", whole(profile.rows()))
                .put("nulls", whole(profile.nulls()))
                .put(
                        "distinct",
                        new Writing()
                                .put("count", whole(profile.distinct().count()))
                                .put("exact", profile.distinct().exact())
                                .object());
        profile.min().ifPresent(min -> writing.put("min", value(min)));
        profile.max().ifPresent(max -> writing.put("max", value(max)));
        profile.mean().ifPresent(mean -> writing.put("mean", number(mean)));
        profile.lengths()
                .ifPresent(lengths -> writing.put(
                        "lengths",
                        new Writing()
                                .put("min", whole(lengths.min()))
                                .put("max", whole(lengths.max()))
                                .put("mean", number(lengths.mean()))
                                .object()));
        return writing.put(
                        "top",
                        profile.top(),
                        top -> new Writing()
                                .put("value", value(top.value()))
                                .put("rows", whole(top.rows()))
                                .object())
                .put("top_exact", profile.topExact())
                .put(
                        "histogram",
                        profile.histogram(),
                        bin -> new Writing()
                                .put("from", value(bin.from()))
                                .put("to", value(bin.to()))
                                .put("rows", whole(bin.rows()))
                                .object())
                .object();
    }

    static JsonTree snapshot(SnapshotId snapshot) {
        return new Writing()
                .put("commit", whole(snapshot.commit()))
                .put("job", snapshot.job())
                .put("at", snapshot.at().toString())
                .object();
    }

    static JsonTree value(Value value) {
        return CellJson.of(value);
    }

    private static JsonTree whole(long number) {
        return new JsonTree.Num(Long.toString(number));
    }

    private static JsonTree number(double number) {
        return new JsonTree.Num(NumberText.of(number));
    }
}
