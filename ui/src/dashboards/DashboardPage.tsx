import { ActionIcon, Anchor, Button, Tooltip } from "@mantine/core";
import { useFullscreenDocument, useHotkeys } from "@mantine/hooks";
import { Link, getRouteApi } from "@tanstack/react-router";
import { Maximize, Minimize } from "lucide-react";
import { useMemo, useState } from "react";
import { failureOf } from "../api/failure";
import { Ago } from "../parts/Ago";
import { Empty } from "../parts/Empty";
import { ErrorPanel } from "../parts/ErrorPanel";
import { Loading } from "../parts/Loading";
import { Page } from "../parts/Page";
import classes from "./DashboardPage.module.css";
import { FilterBar } from "./FilterBar";
import { PanelView } from "./PanelView";
import { CategoryColours } from "./categoryColours";
import { gridOf } from "./placement";
import { type Chosen, questionOf, withPick } from "./question";
import { useDashboard, useDashboardData } from "./useDashboard";

const route = getRouteApi("/inside/p/$slug/dashboards/$name");

const UNPUBLISHED = new Set(["table_not_published", "not_published", "pipeline_not_published"]);

/** A dashboard: its filters and its panels. */
export function DashboardPage() {
  const { slug, name } = route.useParams();
  const chosen = route.useSearch();
  const navigate = route.useNavigate();
  const [today] = useState(() => new Date());
  const [categories] = useState(() => new CategoryColours());
  const fullscreen = useFullscreenDocument();
  const fullscreenWords = fullscreen.fullscreen ? "Leave full screen" : "Full screen";
  useHotkeys([["f", () => void fullscreen.toggle()]]);
  const document = useDashboard(slug, name);
  const dashboard = document.data;
  const question = useMemo(() => dashboard && questionOf(dashboard, chosen, today), [dashboard, chosen, today]);
  const data = useDashboardData(slug, name, question);
  const change = (next: Chosen) => void navigate({ search: next, replace: true });
  const answers = new Map(data.data?.panels.map((panel) => [panel.index, panel]));
  const isMissing = document.isError && failureOf(document.error).code === "dashboard_not_found";
  const unpublished = data.isError && UNPUBLISHED.has(failureOf(data.error).code);

  return (
    <Page
      title={dashboard?.name ?? name}
      of={slug}
      under={
        <Link to="/p/$slug/dashboards" params={{ slug }}>
          Dashboards
        </Link>
      }
      about={
        data.data && (
          <>
            Data of <Ago time={data.data.snapshot.at} />
          </>
        )
      }
      actions={
        <Tooltip label={`${fullscreenWords} (f)`}>
          <ActionIcon aria-label={fullscreenWords} onClick={() => void fullscreen.toggle()}>
            {fullscreen.fullscreen ? <Minimize size={16} /> : <Maximize size={16} />}
          </ActionIcon>
        </Tooltip>
      }
    >
      {document.isPending && <Loading />}
      {isMissing && (
        <Empty action={<Button renderRoot={(props) => <Link to="/p/$slug/dashboards" params={{ slug }} {...props} />}>All dashboards</Button>}>
          {slug} has no dashboard “{name}”. It may have been renamed or deleted.
        </Empty>
      )}
      {document.isError && !isMissing && <ErrorPanel what="The dashboard could not be loaded" error={document.error} onRetry={() => void document.refetch()} />}
      {dashboard && unpublished && (
        <Empty
          action={
            <Button renderRoot={(props) => <Link to="/p/$slug/jobs" params={{ slug }} {...props} />}>Go to the runs</Button>
          }
        >
          This dashboard has nothing to show yet: its table is filled by the first run.
        </Empty>
      )}
      {dashboard && data.isError && !unpublished && (
        <ErrorPanel what="The data could not be loaded" error={data.error} onRetry={() => void data.refetch()} />
      )}
      {dashboard && !unpublished && (
        <>
          <FilterBar dashboard={dashboard} chosen={chosen} options={data.data?.options} today={today} onChange={change} />
          <div className={`${classes.grid} ${data.isPlaceholderData ? classes.stale : ""}`} style={gridOf(dashboard.layout)} aria-busy={data.isPending || data.isPlaceholderData}>
            {dashboard.panels.map((panel, index) => (
              <PanelView
                key={index}
                panel={panel}
                answer={answers.get(index)}
                categories={categories}
                allRows={
                  <Anchor
                    size="sm"
                    underline="always"
                    renderRoot={(props) => <Link to="/p/$slug/data/tables/$table" params={{ slug, table: dashboard.analytic_table_id }} {...props} />}
                  >
                    All rows
                  </Anchor>
                }
                picked={chosen.picked?.find((pick) => pick.panel === index)?.value}
                onPick={(value, label) => change({ ...chosen, picked: withPick(chosen.picked ?? [], { panel: index, value, label }) })}
              />
            ))}
          </div>
        </>
      )}
    </Page>
  );
}
