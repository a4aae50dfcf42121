package dev.karet.browser.screenshots;

import dev.karet.browser.Fault;
import dev.karet.browser.Fault.BrokenAnswer;
import java.util.List;

/**
 * A page that is pictured. Immutable.
 *
 * @param name what its files are called
 * @param path where it is
 */
record Pictured(String name, String path, Kind kind) {

    /** What is special about it. */
    enum Kind {
        USUAL,
        /** Seen by somebody who has not signed in. */
        STRANGERS,
        /** What people see who are lost; its answer says 404, and should. */
        NOT_THERE
    }

    /** Whether a fault belongs to the page. */
    boolean expects(Fault fault) {
        return kind == Kind.NOT_THERE
                && fault instanceof BrokenAnswer(var at, var request, var status)
                && status == 404
                && at.endsWith(path)
                && request.endsWith(path);
    }

    /** Every page; a new one is a line here. */
    static List<Pictured> all(DemoData data) {
        return List.of(
                new Pictured("login", "/login", Kind.STRANGERS),
                of("home", "/"),
                of("drop", "/drop"),
                of("settings", "/settings"),
                of("graph", "/p/spending/graph"),
                of("graph-of-two-sources", "/p/shop/graph"),
                of("jobs", "/p/spending/jobs"),
                of("jobs-failing", "/p/" + DemoData.FAILING + "/jobs"),
                of("job-with-rejects", "/p/%s/jobs/%s".formatted(DemoData.REJECTING, data.rejecting())),
                of("job-failed", "/p/%s/jobs/%s".formatted(DemoData.FAILING, data.failed())),
                of("tables", "/p/shop/data"),
                of("table", "/p/spending/data/tables/transactions"),
                of("sources", "/p/" + DemoData.REJECTING + "/data/sources"),
                of("sql", "/p/spending/data/sql"),
                of("history", "/p/spending/data/history"),
                of("dashboards", "/p/shop/dashboards"),
                of("dashboard-spending", "/p/spending/dashboards/spending-overview"),
                of("dashboard-weather", "/p/weather/dashboards/weather-overview"),
                of("dashboard-shop", "/p/shop/dashboards/shop-overview"),
                new Pictured("lost", "/no/such/page", Kind.NOT_THERE));
    }

    private static Pictured of(String name, String path) {
        return new Pictured(name, path, Kind.USUAL);
    }
}
