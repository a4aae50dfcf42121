package dev.karet.infer;

import dev.karet.model.expr.ExprPrinter;
import dev.karet.model.json.JsonTree;
import dev.karet.model.json.Writing;
import dev.karet.model.pipeline.CsvFormat;
import java.util.Locale;

/** What was detected as JSON, the same on the command line and over HTTP. Pure. */
public final class DetectionJson {

    private DetectionJson() {}

    public static JsonTree.Obj write(Detection detection) {
        Writing writing = new Writing()
                .put("format", format(detection.format()))
                .put("encoding", detection.encoding())
                .put(
                        "evidence",
                        detection.evidence(),
                        evidence -> new Writing()
                                .put("field", evidence.field())
                                .put("confidence", evidence.confidence())
                                .put("message", evidence.message())
                                .object())
                .put(
                        "notes",
                        detection.notes(),
                        note -> new Writing()
                                .put("kind", note.kind())
                                .put("message", note.message())
                                .object())
                .put("complete", detection.complete())
                .put(
                        "rows",
                        new Writing()
                                .put("read", whole(detection.rows().read()))
                                .put("fitting", whole(detection.rows().fitting()))
                                .put("rejected", whole(detection.rows().rejected()))
                                .put("malformed", whole(detection.rows().malformed()))
                                .object())
                .put("columns", detection.columns(), DetectionJson::column)
                .put("rejects", detection.rejects(), DetectionJson::reject)
                .put(
                        "preview",
                        detection.preview(),
                        row -> new Writing()
                                .put("line", whole(row.line()))
                                .put(
                                        "cells",
                                        row.cells(),
                                        cell -> new Writing()
                                                .put("raw", cell.raw())
                                                .put("value", cell.value())
                                                .put("fault", cell.fault())
                                                .object())
                                .object())
                .put("signature", detection.signature());
        detection
                .partition()
                .ifPresent(partition -> writing.put(
                        "partition",
                        new Writing()
                                .put("column", partition.column())
                                .put(
                                        "granularity",
                                        partition.granularity().name().toLowerCase(Locale.ROOT))
                                .object()));
        return writing.object();
    }

    private static JsonTree format(CsvFormat format) {
        return new Writing()
                .put("delimiter", format.delimiter())
                .put("quote", format.quote())
                .put("escape", format.escape())
                .put("encoding", format.encoding())
                .put("header", format.header())
                .put("skip_rows", format.skipRows())
                .putTexts("null_values", format.nullValues())
                .put("decimal", format.decimal())
                .put("thousands", format.thousands())
                .object();
    }

    private static JsonTree column(Detection.Column column) {
        Writing writing = new Writing()
                .put("index", column.index())
                .put("header", column.header())
                .put("name", column.name())
                .put("type", column.reading().type().label())
                .put("role", column.role().name().toLowerCase(Locale.ROOT))
                .put("confidence", column.confidence())
                .put("message", column.message())
                .put("values", whole(column.values()))
                .put("nulls", whole(column.nulls()))
                .put("distinct", column.distinct())
                .put("min", column.min())
                .put("max", column.max())
                .putTexts("samples", column.samples())
                .put(
                        "misfits",
                        new Writing()
                                .put("count", whole(column.misfits()))
                                .put("examples", column.examples(), DetectionJson::example)
                                .object())
                .put("dateFormat", column.dateFormat())
                .put(
                        "dateFormats",
                        column.dateFormats(),
                        format -> new Writing()
                                .put("format", format.format())
                                .put("type", format.type().label())
                                .put("rate", format.rate())
                                .object())
                .put("expression", ExprPrinter.print(column.reading().expression(column.header())))
                .put("skip", column.skip());
        if (column.distinctAtLeast()) writing.put("distinctAtLeast", true);
        if (column.ambiguous()) writing.put("ambiguous", true);
        return writing.object();
    }

    /** A value that does not fit, with its line. */
    public static JsonTree example(Detection.Example example) {
        return new Writing()
                .put("line", whole(example.line()))
                .put("value", example.value())
                .object();
    }

    private static JsonTree reject(Detection.Reject reject) {
        Writing writing = new Writing().put("line", whole(reject.line()));
        reject.column().ifPresent(column -> writing.put("column", column));
        return writing.put("value", reject.value())
                .put("reason", reject.reason())
                .object();
    }

    private static JsonTree whole(long number) {
        return new JsonTree.Num(Long.toString(number));
    }
}
