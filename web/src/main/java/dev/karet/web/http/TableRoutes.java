package dev.karet.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.engine.query.TableQueries;
import dev.karet.http.Answers;
import dev.karet.http.Refusal;
import dev.karet.model.Quoted;
import dev.karet.model.json.JsonText;
import dev.karet.model.json.JsonTree;
import dev.karet.store.Slug;
import dev.karet.web.tables.Download;
import dev.karet.web.tables.Question;
import dev.karet.web.tables.Tables;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Published tables: the list, rows, profiles and downloads. */
final class TableRoutes implements Routes.Feature {

    private static final Logger log = LoggerFactory.getLogger(TableRoutes.class);
    private static final String TABLES = "/api/p/{slug}/tables";
    private static final String TABLE = TABLES + "/{table}";
    private static final int PAGE = 50;
    private static final String CSV = "text/csv";
    private static final String PARQUET = "application/vnd.apache.parquet";

    private final Tables tables;

    TableRoutes(Tables tables) {
        this.tables = tables;
    }

    @Override
    public void addTo(Routes routes) {
        routes.get(
                TABLES,
                Access.READ,
                ctx -> answer(ctx, TableJson.list(TableFailures.told(() -> tables.list(slug(ctx))))));
        routes.get(TABLE + "/rows", Access.READ, this::rows);
        routes.get(TABLE + "/profile", Access.READ, this::profile);
        routes.get(TABLE + "/download", Access.READ, this::download);
    }

    private void rows(Context ctx) {
        Optional<String> cursor = Optional.ofNullable(ctx.queryParam("cursor"));
        int limit = limit(ctx);
        answer(
                ctx,
                TableJson.rows(
                        TableFailures.told(() -> tables.rows(slug(ctx), table(ctx), question(ctx), cursor, limit))));
    }

    private void profile(Context ctx) {
        answer(
                ctx,
                TableJson.profiles(
                        TableFailures.told(() -> tables.profile(slug(ctx), table(ctx), ctx.queryParams("column")))));
    }

    private void download(Context ctx) throws IOException {
        boolean parquet = switch (ctx.queryParam("format")) {
            case "csv" -> false;
            case "parquet" -> true;
            case null, default -> throw bad("format", "csv or parquet");
        };
        try (Download download = TableFailures.told(() -> tables.download(slug(ctx), table(ctx), question(ctx)))) {
            String file = download.name() + (parquet ? ".parquet" : ".csv");
            if (parquet) {
                Path made = TableFailures.told(download::parquet);
                begin(ctx, PARQUET, file);
                ctx.res().setContentLengthLong(Files.size(made));
                try (InputStream bytes = Files.newInputStream(made)) {
                    bytes.transferTo(ctx.res().getOutputStream());
                }
            } else {
                begin(ctx, CSV + "; charset=utf-8; header=present", file);
                csv(ctx, download);
            }
        }
    }

    /** Once rows have gone there is no other answer to give: the connection breaks off, so that nobody takes a part for the whole. */
    private static void csv(Context ctx, Download download) throws IOException {
        try {
            download.csv(ctx.res().getOutputStream());
        } catch (IOException | RuntimeException e) {
            if (ctx.res().isCommitted()) {
                log.atInfo().addKeyValue("cause", e.getMessage()).log("a download broke off");
                ctx.res().sendError(-1);
                return;
            }
            ctx.res().reset();
            Answers.identify(ctx);
            if (e instanceof RuntimeException failure) throw TableFailures.translated(failure);
            throw e;
        }
    }

    private static void begin(Context ctx, String type, String file) {
        ctx.status(200).contentType(type);
        ctx.header("Content-Disposition", "attachment; filename=\"" + file + "\"");
    }

    /** The same question to the same commit has the same answer, which a client that still has it need not be sent. */
    private static void answer(Context ctx, JsonTree tree) {
        byte[] json = JsonText.compact(tree).getBytes(UTF_8);
        String tag = "W/\"" + print(json) + "\"";
        ctx.header("ETag", tag);
        String known = ctx.header("If-None-Match");
        if (known != null && List.of(known.split("\\s*,\\s*", 20)).contains(tag)) {
            ctx.status(304);
            return;
        }
        Answers.json(ctx, 200, json);
    }

    private static String print(byte[] json) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(json);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, 22);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static Slug slug(Context ctx) {
        return Params.slug(ctx);
    }

    private static String table(Context ctx) {
        return ctx.pathParam("table");
    }

    private static Question question(Context ctx) {
        return new Question(ctx.queryParams("column"), ctx.queryParams("filter"), ctx.queryParams("sort"));
    }

    private static int limit(Context ctx) {
        String text = ctx.queryParam("limit");
        if (text == null) return PAGE;
        if (text.matches("[0-9]{1,4}")) {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= TableQueries.LARGEST_PAGE) return limit;
        }
        throw bad("limit", "a number from 1 to " + TableQueries.LARGEST_PAGE);
    }

    private static Refusal bad(String parameter, String wanted) {
        return Refusal.of(400, "bad_request", "The parameter %s must be %s.".formatted(Quoted.text(parameter), wanted));
    }
}
