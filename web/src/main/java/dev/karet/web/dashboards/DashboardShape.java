package dev.karet.web.dashboards;

import dev.karet.model.JsonPointer;
import dev.karet.model.Problem;
import dev.karet.model.Problems;
import dev.karet.model.json.Fields;
import dev.karet.model.json.JsonTree;
import java.util.List;

/** Requires of a dashboard the fields without which nothing of it could be shown. */
public final class DashboardShape implements DashboardCheck {

    @Override
    public List<Problem> faults(JsonTree document) {
        Problems problems = new Problems();
        Fields fields =
                Fields.of(document, "a dashboard", JsonPointer.ROOT, problems).orElseGet(Fields::none);
        fields.text("id");
        fields.text("name");
        fields.text("analytic_table_id");
        fields.list("filters", (filter, at) -> object(filter, "a filter", at, problems));
        fields.list("panels", (panel, at) -> object(panel, "a panel", at, problems));
        return problems.list();
    }

    private static String object(JsonTree value, String thing, JsonPointer at, Problems problems) {
        return Fields.of(value, thing, at, problems)
                .map(fields -> fields.text("kind"))
                .orElse("");
    }
}
