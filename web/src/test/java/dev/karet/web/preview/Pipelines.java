package dev.karet.web.preview;

import dev.karet.model.expr.DataType.Simple;
import dev.karet.model.expr.Expr;
import dev.karet.model.json.PipelineJson;
import dev.karet.model.json.ReadResult;
import dev.karet.model.pipeline.AnalyticTable;
import dev.karet.model.pipeline.ColumnSchema;
import dev.karet.model.pipeline.CsvFormat;
import dev.karet.model.pipeline.LookupMapping;
import dev.karet.model.pipeline.Mapping;
import dev.karet.model.pipeline.OtherFields;
import dev.karet.model.pipeline.PipelineConfig;
import dev.karet.model.pipeline.PipelineConfig.Position;
import dev.karet.model.pipeline.SourceContainer;
import dev.karet.model.pipeline.templates.Template;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Pipelines to draw. */
final class Pipelines {

    private Pipelines() {}

    static PipelineConfig of(Template template) {
        return switch (PipelineJson.read(template.pipelineJson())) {
            case ReadResult.Read<PipelineConfig>(var config) -> config;
            case ReadResult.Faulty<PipelineConfig>(var problems) -> throw new AssertionError(problems);
        };
    }

    /** So many of each kind, {@code name} and a number their names, each mapping with a source, a lookup and a table. */
    static PipelineConfig ofEach(int count, String name, Map<String, Position> layout) {
        return new PipelineConfig(
                IntStream.range(0, count).mapToObj(i -> source(i, name)).toList(),
                IntStream.range(0, count).mapToObj(i -> lookup(i, name)).toList(),
                IntStream.range(0, count).mapToObj(i -> mapping(i, name)).toList(),
                IntStream.range(0, count).mapToObj(i -> table(i, name)).toList(),
                layout,
                OtherFields.NONE);
    }

    static Position at(double x, double y) {
        return new Position(x, y, OtherFields.NONE);
    }

    private static SourceContainer source(int i, String name) {
        return new SourceContainer(
                "s" + i, name + i, "raw/s" + i + "/", columns(), CsvFormat.DEFAULT, OtherFields.NONE);
    }

    private static LookupMapping lookup(int i, String name) {
        return new LookupMapping(
                "l" + i,
                Optional.of(name + i),
                LookupMapping.Match.EXACT,
                false,
                List.of(),
                List.of(),
                Optional.empty(),
                OtherFields.NONE);
    }

    private static Mapping mapping(int i, String name) {
        Expr asked = new Expr.Upper(new Expr.LookupRef("l" + i + ".child", new Expr.Column("a")));
        return new Mapping(
                "m" + i,
                Optional.of(name + i),
                "s" + i,
                "t" + i,
                Optional.empty(),
                List.of(new Mapping.OutputColumn("a", asked, OtherFields.NONE)),
                OtherFields.NONE);
    }

    private static AnalyticTable table(int i, String name) {
        return new AnalyticTable(
                "t" + i, name + i, columns(), Optional.empty(), List.of(), List.of(), OtherFields.NONE);
    }

    private static List<ColumnSchema> columns() {
        return List.of(ColumnSchema.of("a", Simple.TEXT));
    }
}
