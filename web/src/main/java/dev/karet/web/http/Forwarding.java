package dev.karet.web.http;

import dev.karet.web.AddressBlock;
import dev.karet.web.WebSettings;
import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where a request came from and what its browser calls us, through the proxies that are trusted and no others. Thread-safe. */
final class Forwarding {

    private static final String HTTPS = "https";

    private final List<AddressBlock> trusted;
    private final Optional<Origin> publicOrigin;
    private final boolean onLoopback;

    Forwarding(WebSettings settings) {
        this.trusted = settings.trustedProxies();
        this.publicOrigin = settings.publicUrl().flatMap(Origin::of);
        this.onLoopback = Origin.isLoopback(settings.bind());
    }

    /** The client's address: the connection's, or the last one in {@code X-Forwarded-For} that is no trusted proxy's. */
    InetAddress client(Context ctx) {
        InetAddress nearest = peer(ctx);
        if (!isTrusted(nearest)) return nearest;
        List<String> hops = Collections.list(ctx.req().getHeaders("X-Forwarded-For")).stream()
                .flatMap(line -> List.of(line.split(",", -1)).stream())
                .toList();
        for (String hop : hops.reversed()) {
            Optional<InetAddress> address = hop(hop.strip());
            // What stands before something that is no address was written by nobody we know.
            if (address.isEmpty()) return nearest;
            nearest = address.get();
            if (!isTrusted(nearest)) return nearest;
        }
        return nearest;
    }

    /** Whether the browser speaks https, with us or with a proxy before us. */
    boolean isSecure(Context ctx) {
        return publicOrigin.filter(origin -> origin.scheme().equals(HTTPS)).isPresent()
                || scheme(ctx).equals(HTTPS);
    }

    /** The origin that our own pages have in the browser that sent the request; empty when nothing tells. */
    Optional<Origin> origin(Context ctx) {
        return publicOrigin.isPresent()
                ? publicOrigin
                : host(ctx).flatMap(host -> Origin.parse(scheme(ctx) + "://" + host));
    }

    /**
     * Whether the request came by a name of this machine's where it could come by no other. Else a page whose name was made to lead to this
     * machine could act as ours.
     */
    boolean isExpectedHost(Context ctx) {
        return !onLoopback
                || publicOrigin.isPresent()
                || host(ctx).isEmpty()
                || origin(ctx)
                        .filter(origin -> Origin.isLoopback(origin.host()))
                        .isPresent();
    }

    private static Optional<String> host(Context ctx) {
        return Optional.ofNullable(ctx.header("Host"));
    }

    private String scheme(Context ctx) {
        String spoken = ctx.req().getScheme();
        String told = ctx.header("X-Forwarded-Proto");
        if (told == null || !isTrusted(peer(ctx))) return spoken;
        String last = told.substring(told.lastIndexOf(',') + 1).strip().toLowerCase(Locale.ROOT);
        return last.equals(HTTPS) ? HTTPS : "http";
    }

    private boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(block -> block.contains(address));
    }

    private static InetAddress peer(Context ctx) {
        String text = ctx.req().getRemoteAddr();
        return hop(text).orElseThrow(() -> new IllegalStateException("a connection from \"" + text + "\""));
    }

    /** An address, perhaps in brackets, with a zone or with a port. */
    private static Optional<InetAddress> hop(String text) {
        String bare = text;
        if (text.startsWith("[")) {
            bare = text.substring(1, Math.max(1, text.indexOf(']')));
        } else if (text.indexOf(':') == text.lastIndexOf(':') && text.contains(":")) {
            bare = text.substring(0, text.indexOf(':'));
        }
        int zone = bare.indexOf('%');
        return AddressBlock.address(zone < 0 ? bare : bare.substring(0, zone));
    }

    /** What a page and its requests have in common. {@code host} is in lower case, without brackets. */
    record Origin(String scheme, String host, int port) {

        /** Reads the form that browsers send; empty when it is another, such as {@code null}. */
        static Optional<Origin> parse(String text) {
            try {
                return of(URI.create(text));
            } catch (IllegalArgumentException notAnOrigin) {
                return Optional.empty();
            }
        }

        static Optional<Origin> of(URI address) {
            String scheme = address.getScheme();
            String host = address.getHost();
            if (scheme == null || host == null) return Optional.empty();
            boolean secure = scheme.equalsIgnoreCase(HTTPS);
            int port = address.getPort() >= 0 ? address.getPort() : secure ? 443 : 80;
            String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
            return Optional.of(new Origin(scheme.toLowerCase(Locale.ROOT), bare.toLowerCase(Locale.ROOT), port));
        }

        /** Whether {@code host} is this machine to itself, whatever a name server says. */
        static boolean isLoopback(String host) {
            return host.equalsIgnoreCase("localhost")
                    || AddressBlock.address(host)
                            .filter(InetAddress::isLoopbackAddress)
                            .isPresent();
        }

        @Override
        public String toString() {
            boolean usual = port == (scheme.equals(HTTPS) ? 443 : 80);
            return scheme + "://" + (host.contains(":") ? "[" + host + "]" : host) + (usual ? "" : ":" + port);
        }
    }
}
