package dev.karet.web.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of the application in the browser, as its build left them on the class path: one page, and assets whose names change with
 * their contents. Only what the build lists is ever read. Immutable, thread-safe.
 */
final class PageFiles {

    private static final String FOLDER = "/dev/karet/ui/";
    private static final Map<String, String> TYPES = Map.of(
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "json", "application/json",
            "woff2", "font/woff2");

    private final String folder;
    private final String page;
    private final Map<String, Asset> assets;

    private PageFiles(String folder, String page, Map<String, Asset> assets) {
        this.folder = folder;
        this.page = page;
        this.assets = Map.copyOf(assets);
    }

    /**
     * A file that never changes under its name.
     *
     * @param encodings the ones in which a compressed copy lies beside it, the smallest first
     */
    record Asset(String name, String type, List<String> encodings) {
        Asset {
            encodings = List.copyOf(encodings);
        }
    }

    /** The files of this build; empty when it was made without the application, as that of a single module is. */
    static Optional<PageFiles> ofThisBuild() {
        return in(FOLDER);
    }

    /** The files below {@code folder} on the class path; empty when they are not there. */
    static Optional<PageFiles> in(String folder) {
        return read(folder + "index.html")
                .flatMap(page -> read(folder + "files.txt")
                        .map(list -> new PageFiles(folder, new String(page, UTF_8), assets(new String(list, UTF_8)))));
    }

    private static Map<String, Asset> assets(String list) {
        Map<String, Asset> assets = new HashMap<>();
        for (String line : list.lines().toList()) {
            String[] parts = line.split(" ", 3);
            String name = parts[2];
            String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
            assets.put(
                    name,
                    new Asset(
                            name,
                            TYPES.getOrDefault(ending, "application/octet-stream"),
                            parts[1].equals("-") ? List.of() : List.of(parts[1].split(","))));
        }
        return assets;
    }

    /** The page, with {@code nonce} where styles that are added while it runs take it from. */
    String page(String nonce) {
        return page.replace("{{nonce}}", nonce);
    }

    /** The asset of that name, if the build has it. */
    Optional<Asset> asset(String name) {
        return Optional.ofNullable(assets.get(name));
    }

    /** The bytes of {@code asset}, compressed by {@code encoding} if one is given, which must be one of its own. */
    byte[] bytes(Asset asset, Optional<String> encoding) {
        String suffix =
                encoding.map(each -> each.equals("gzip") ? ".gz" : "." + each).orElse("");
        String resource = folder + "assets/" + asset.name() + suffix;
        return read(resource).orElseThrow(() -> new IllegalStateException(resource + " is listed and not there"));
    }

    /** The first encoding of {@code asset} that a client takes, as its {@code Accept-Encoding} says it (RFC 9110, 12.5.3). */
    static Optional<String> encoding(Asset asset, String acceptEncoding) {
        Set<String> taken = Stream.of(acceptEncoding.toLowerCase(Locale.ROOT).split(","))
                .map(each -> each.replaceAll("\\s", ""))
                .filter(each -> !each.matches(".*;q=0(\\.0*)?"))
                .map(each -> each.split(";", 2)[0])
                .collect(Collectors.toUnmodifiableSet());
        return asset.encodings().stream().filter(taken::contains).findFirst();
    }

    private static Optional<byte[]> read(String resource) {
        try (InputStream stream = PageFiles.class.getResourceAsStream(resource)) {
            return stream == null ? Optional.empty() : Optional.of(stream.readAllBytes());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
