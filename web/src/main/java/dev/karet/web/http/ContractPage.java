package dev.karet.web.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;

/** Shows the contract to people, by Swagger UI, all of it from this service. */
final class ContractPage implements Routes.Feature {

    private static final String LIBRARY = "/META-INF/resources/webjars/swagger-ui/";
    private static final String LIBRARY_FACTS = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";

    /** It sets styles of elements from its script, which only {@code unsafe-inline} allows; scripts are ours and its own alone. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final Map<String, String> TYPES = Map.of(
            "contract.js", "text/javascript",
            "swagger-ui-bundle.js", "text/javascript",
            "swagger-ui.css", "text/css");

    private final String library = LIBRARY + version() + "/";

    @Override
    public void addTo(Routes routes) {
        routes.get("/api/docs", Access.PUBLIC, ctx -> {
            ctx.header("Content-Security-Policy", POLICY);
            answer(ctx, "text/html; charset=utf-8", bytes("contract.html"));
        });
        TYPES.forEach((file, type) ->
                routes.get("/api/docs/" + file, Access.PUBLIC, ctx -> answer(ctx, type, bytes(place(file)))));
    }

    private String place(String file) {
        return file.startsWith("swagger") ? library + file : file;
    }

    private static void answer(Context ctx, String type, byte[] bytes) {
        ctx.contentType(type).result(bytes);
    }

    private static String version() {
        Properties facts = new Properties();
        try (InputStream stream = open(LIBRARY_FACTS)) {
            facts.load(stream);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return facts.getProperty("version", "");
    }

    private static byte[] bytes(String resource) {
        try (InputStream stream = open(resource)) {
            return stream.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static InputStream open(String resource) {
        InputStream stream = ContractPage.class.getResourceAsStream(resource);
        if (stream == null) throw new IllegalStateException(resource + " is not on the class path");
        return stream;
    }
}
