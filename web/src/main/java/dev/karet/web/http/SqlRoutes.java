package dev.karet.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.engine.query.SqlAnswer;
import dev.karet.engine.query.SqlCancel;
import dev.karet.http.Answers;
import dev.karet.http.Refusal;
import dev.karet.model.Problems;
import dev.karet.model.Quoted;
import dev.karet.model.json.Fields;
import dev.karet.model.json.Writing;
import dev.karet.store.Slug;
import dev.karet.web.sql.SavedQueries;
import dev.karet.web.sql.SavedQuery;
import dev.karet.web.sql.Statements;
import dev.karet.web.sql.Statements.Outcome;
import dev.karet.web.sql.Statements.Request;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.regex.Pattern;

/** Statements of users, and those they saved. */
final class SqlRoutes implements Routes.Feature, AutoCloseable {

    private static final String SQL = "/api/p/{slug}/sql";
    private static final String QUERIES = "/api/p/{slug}/queries";
    private static final String QUERY = QUERIES + "/{name}";
    private static final String TRUNCATED = "X-Karet-Truncated";
    private static final int MOST_ROWS = 1_000_000;
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final Statements statements;
    private final SavedQueries saved;
    private final ClientWatch clients = new ClientWatch();

    SqlRoutes(Statements statements, SavedQueries saved) {
        this.statements = statements;
        this.saved = saved;
    }

    @Override
    public void addTo(Routes routes) {
        // A SELECT changes nothing, so whoever may read may run one.
        routes.post(SQL, Access.READ, ctx -> run(ctx, SqlRoutes::answerJson));
        routes.post(SQL + "/csv", Access.READ, ctx -> run(ctx, (to, rows, _) -> answerCsv(to, rows)));
        routes.delete(SQL + "/{query}", Access.READ, this::cancel);
        routes.get(QUERIES, Access.READ, this::list);
        routes.get(QUERY, Access.READ, this::show);
        routes.put(QUERY, Access.WRITE, this::save);
        routes.delete(QUERY, Access.WRITE, this::remove);
    }

    private interface Showing {
        void show(Context ctx, SqlAnswer.Rows rows, Optional<Long> snapshot);
    }

    private void run(Context ctx, Showing showing) {
        Slug slug = slug(ctx);
        Request request = JsonBody.read(ctx, "the question", fields -> request(slug, fields));
        SqlCancel cancel = new SqlCancel();
        switch (TableFailures.told(() -> clients.during(ctx, () -> statements.run(request, cancel), cancel::cancel))) {
            case Outcome.NoPipeline _ -> throw noPipeline(slug);
            case Outcome.SameQuery _ ->
                throw Refusal.of(409, "sql_running", "A statement with this query_id is running already.");
            case Outcome.Answered(SqlAnswer.Rows rows, var snapshot) -> showing.show(ctx, rows, snapshot);
            case Outcome.Answered(SqlAnswer.Refused refused, var _) -> answerRefused(ctx, refused);
            case Outcome.Answered(SqlAnswer.TimedOut(var deadline), var _) ->
                throw Refusal.of(
                        422,
                        "sql_timeout",
                        "The statement was not done after %d seconds, the most that it may take. Ask for less, such as fewer months."
                                .formatted(deadline.toSeconds()));
            case Outcome.Answered(SqlAnswer.OutOfMemory(var bytes), var _) ->
                throw Refusal.of(
                        422,
                        "sql_out_of_memory",
                        "The statement needs more than %d MiB of memory, the most that it may have. Ask for less, or group earlier."
                                .formatted(bytes >> 20));
            case Outcome.Answered(SqlAnswer.Cancelled _, var _) ->
                throw Refusal.of(409, "sql_cancelled", "The statement was cancelled.");
            case Outcome.Answered(SqlAnswer.Crashed _, var _) ->
                throw Refusal.of(
                        422,
                        "sql_failed",
                        "The statement ended its process without an answer. Nothing else was touched; write it in another way.");
            case Outcome.Answered(SqlAnswer.Busy _, var _) ->
                throw Refusal.later(
                        "sql_busy", "As many statements are running as may at once. Try again in a moment.", SOON);
        }
    }

    private static Request request(Slug slug, Fields fields) {
        String statement = fields.text("statement");
        OptionalInt rows = fields.optionalInteger("max_rows");
        if (rows.isPresent() && (rows.getAsInt() < 1 || rows.getAsInt() > MOST_ROWS)) {
            fault(fields, "max_rows", "This is no number of rows.", "Use a number from 1 to %d.".formatted(MOST_ROWS));
        }
        Optional<String> id = fields.optionalText("query_id");
        if (id.isPresent() && !ID.matcher(id.get()).matches()) {
            fault(fields, "query_id", "This is no UUID.", "Make one, as crypto.randomUUID() does.");
            id = Optional.empty();
        }
        fields.nothingElse("the question");
        return new Request(
                slug,
                statement,
                rows.isPresent() ? Optional.of(Math.max(1, rows.getAsInt())) : Optional.empty(),
                id.map(UUID::fromString));
    }

    private static void fault(Fields fields, String name, String message, String hint) {
        Problems problems = fields.problems();
        problems.add("bad_value", fields.at(name), message, hint);
    }

    private static void answerJson(Context ctx, SqlAnswer.Rows rows, Optional<Long> snapshot) {
        JsonBody.answer(ctx, 200, SqlResult.json(rows, snapshot));
    }

    private static void answerCsv(Context ctx, SqlAnswer.Rows rows) {
        ctx.header(TRUNCATED, Boolean.toString(rows.truncated()));
        ctx.header("Content-Disposition", "attachment; filename=\"result.csv\"");
        ctx.status(200)
                .contentType("text/csv; charset=utf-8")
                .result(SqlResult.csv(rows).getBytes(UTF_8));
    }

    private static void answerRefused(Context ctx, SqlAnswer.Refused refused) {
        Writing details = new Writing().put("reason", refused.reason());
        refused.place()
                .ifPresent(place -> details.put("offset", place.offset())
                        .put("line", place.line())
                        .put("column", place.column()));
        details.put("hint", refused.hint());
        JsonBody.answer(
                ctx,
                422,
                new Writing()
                        .put("error", "sql_refused")
                        .put("message", refused.message())
                        .put("details", details.object())
                        .put("request_id", Answers.requestId(ctx))
                        .object());
    }

    private void cancel(Context ctx) {
        Slug slug = slug(ctx);
        String id = ctx.pathParam("query");
        boolean was = ID.matcher(id).matches() && statements.cancel(slug, UUID.fromString(id));
        if (!was) {
            throw Refusal.of(
                    404,
                    "sql_not_running",
                    "No statement with this query_id is running here: it has ended, or another web service runs it.");
        }
        ctx.status(204);
    }

    private void list(Context ctx) {
        Slug slug = slug(ctx);
        if (!saved.isPipeline(slug)) throw noPipeline(slug);
        JsonBody.answer(
                ctx,
                200,
                new Writing()
                        .put("queries", saved.list(slug), SavedQueries::json)
                        .object());
    }

    private void show(Context ctx) {
        Slug slug = slug(ctx);
        String name = ctx.pathParam("name");
        SavedQuery query = Optional.of(name)
                .filter(SavedQuery::isName)
                .flatMap(known -> saved.get(slug, known))
                .orElseThrow(() -> noQuery(name));
        JsonBody.answer(ctx, 200, SavedQueries.json(query));
    }

    private void save(Context ctx) {
        Slug slug = slug(ctx);
        String name = ctx.pathParam("name");
        if (!SavedQuery.isName(name)) {
            throw Refusal.of(
                    400,
                    "invalid_name",
                    "A query cannot be called %s. Use up to 100 letters, digits, spaces and . _ - ( ), beginning with a letter or digit."
                            .formatted(Quoted.text(name)));
        }
        String statement = JsonBody.read(ctx, "the query", SqlRoutes::statement);
        if (!saved.isPipeline(slug)) throw noPipeline(slug);
        SavedQuery query = saved.put(slug, name, statement)
                .orElseThrow(() -> Refusal.of(
                        409,
                        "too_many_queries",
                        "The pipeline has %d saved queries, the most that it may have. Delete one first."
                                .formatted(SavedQueries.MOST)));
        JsonBody.answer(ctx, 200, SavedQueries.json(query));
    }

    private static String statement(Fields fields) {
        String statement = fields.text("statement");
        if (statement.length() > SavedQuery.LONGEST) {
            fault(
                    fields,
                    "statement",
                    "The statement has %d characters.".formatted(statement.length()),
                    "Use %d at most.".formatted(SavedQuery.LONGEST));
        }
        fields.nothingElse("the query");
        return statement;
    }

    private void remove(Context ctx) {
        Slug slug = slug(ctx);
        String name = ctx.pathParam("name");
        if (!SavedQuery.isName(name) || !saved.delete(slug, name)) throw noQuery(name);
        ctx.status(204);
    }

    private static Slug slug(Context ctx) {
        return Params.slug(ctx);
    }

    private static Refusal noPipeline(Slug slug) {
        return Refusal.of(404, "pipeline_config_not_found", "There is no pipeline \"%s\".".formatted(slug));
    }

    private static Refusal noQuery(String name) {
        return Refusal.of(404, "query_not_found", "No query is saved as %s.".formatted(Quoted.text(name)));
    }

    @Override
    public void close() {
        clients.close();
    }
}
