package dev.karet.model.json;

import dev.karet.model.JsonPointer;
import dev.karet.model.Problems;
import dev.karet.model.expr.Expr;
import dev.karet.model.json.ReadResult.Faulty;
import dev.karet.model.json.ReadResult.Read;
import dev.karet.model.pipeline.PipelineConfig;
import java.nio.charset.StandardCharsets;

/**
 * {@code pipeline.json} to {@link PipelineConfig} and back, and the same for a lone expression. Pure functions.
 *
 * <p>Reading never throws: whatever the bytes, the answer is a value or every fault of structure, together with the faults of meaning
 * that can be told in spite of them. Fields that are not known survive
 * reading and writing everywhere but inside an expression, where they are faults.
 */
public final class PipelineJson {

    private PipelineJson() {}

    /** The pipeline that {@code utf8} holds, at most {@link JsonText#MAX_BYTES} of it. */
    public static ReadResult<PipelineConfig> read(byte[] utf8) {
        return config(JsonText.read(utf8));
    }

    /** The pipeline that {@code json} holds. */
    public static ReadResult<PipelineConfig> read(String json) {
        return config(JsonText.read(json));
    }

    /** The expression that {@code json} holds. */
    public static ReadResult<Expr> readExpr(String json) {
        return switch (JsonText.read(json)) {
            case Faulty<JsonTree>(var faults) -> new Faulty<>(faults);
            case Read<JsonTree>(var tree) -> {
                var problems = new Problems();
                Expr expr = ExprReader.read(tree, JsonPointer.ROOT, problems);
                yield problems.isEmpty() ? new Read<>(expr) : new Faulty<>(problems.list());
            }
        };
    }

    /** The pipeline as indented JSON; {@link #read(String)} gives back an equal one. */
    public static String write(PipelineConfig config) {
        return JsonText.pretty(PipelineWriter.tree(config));
    }

    /** {@link #write} in UTF-8. */
    public static byte[] writeBytes(PipelineConfig config) {
        return write(config).getBytes(StandardCharsets.UTF_8);
    }

    /** The expression as JSON without white space. */
    public static String writeExpr(Expr expr) {
        return JsonText.compact(ExprWriter.tree(expr));
    }

    private static ReadResult<PipelineConfig> config(ReadResult<JsonTree> document) {
        return switch (document) {
            case Faulty<JsonTree>(var faults) -> new Faulty<>(faults);
            case Read<JsonTree>(var tree) -> {
                var problems = new Problems();
                PipelineConfig config = new PipelineReader(problems).config(tree);
                yield problems.isEmpty() ? new Read<>(config) : new Faulty<>(FaultyDocument.problems(problems, config));
            }
        };
    }
}
