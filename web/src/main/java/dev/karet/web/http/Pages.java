package dev.karet.web.http;

import dev.karet.http.Refusal;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the application in the browser. One page stands behind every address of its own; it is never kept, while the assets that it names
 * are kept for good.
 */
final class Pages implements Routes.Feature {

    private static final Logger log = LoggerFactory.getLogger(Pages.class);
    private static final List<String> ADDRESSES = List.of(
            "/",
            "/login",
            "/drop",
            "/settings",
            "/p/{slug}",
            "/p/{slug}/{view}",
            "/p/{slug}/{view}/{part}",
            "/p/{slug}/{view}/{part}/{name}");
    private static final String FOR_GOOD = "public, max-age=31536000, immutable";
    private static final int NONCE_BYTES = 16;

    private final Optional<PageFiles> files;
    private final SecureRandom random = new SecureRandom();

    /** Pages of {@code files}; without them every address of a page says that there are none. */
    Pages(Optional<PageFiles> files) {
        this.files = files;
    }

    @Override
    public void addTo(Routes routes) {
        if (files.isEmpty()) log.warn("this build has no pages; the API is there all the same");
        ADDRESSES.forEach(address -> routes.get(address, Access.PUBLIC, this::page));
        routes.get("/assets/{file}", Access.PUBLIC, this::asset);
        files.ifPresent(built -> routes.around(ctx -> {}, ctx -> lost(ctx, built)));
    }

    /** Has an address that leads nowhere answer people with a page, which says so among the ways that lead on, and programs as ever. */
    private void lost(Context ctx, PageFiles built) {
        boolean forPeople = Optional.ofNullable(ctx.header("Accept")).orElse("").contains("text/html");
        boolean ours = Stream.of("/api/", "/assets/").noneMatch(ctx.path()::startsWith);
        if (ctx.statusCode() == 404 && ctx.method().equals(HandlerType.GET) && forPeople && ours) page(ctx, built);
    }

    private void page(Context ctx) {
        PageFiles built = files.orElseThrow(() ->
                Refusal.of(404, "not_found", "This build of Karet has no pages. Its API is described at /api/docs."));
        page(ctx, built);
    }

    private void page(Context ctx, PageFiles built) {
        String nonce = nonce();
        ctx.header("Content-Security-Policy", SecurityHeaders.pagePolicy(nonce));
        ctx.header("Cache-Control", "no-store");
        ctx.contentType("text/html; charset=utf-8").result(built.page(nonce));
    }

    private void asset(Context ctx) {
        String name = ctx.pathParam("file");
        PageFiles built = files.orElseThrow(() -> missing(name));
        PageFiles.Asset asset = built.asset(name).orElseThrow(() -> missing(name));
        Optional<String> encoding = PageFiles.encoding(
                asset, Optional.ofNullable(ctx.header("Accept-Encoding")).orElse(""));
        encoding.ifPresent(each -> ctx.header("Content-Encoding", each));
        ctx.header("Vary", "Accept-Encoding");
        ctx.header("Cache-Control", FOR_GOOD);
        ctx.contentType(asset.type()).result(built.bytes(asset, encoding));
    }

    private static Refusal missing(String name) {
        return Refusal.of(
                404,
                "not_found",
                "There is no file \"%s\" in this version of the pages; load the page anew.".formatted(name));
    }

    private String nonce() {
        byte[] bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
