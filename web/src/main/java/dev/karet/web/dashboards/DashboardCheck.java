package dev.karet.web.dashboards;

import dev.karet.model.Problem;
import dev.karet.model.json.JsonTree;
import java.util.List;

/** Says what keeps a document from being a dashboard. Thread-safe. */
@FunctionalInterface
public interface DashboardCheck {

    /** The faults of its structure; none when it may be saved. */
    List<Problem> faults(JsonTree document);
}
