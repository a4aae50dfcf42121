import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { useFullscreenDocument } from "@mantine/hooks";
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
  const document = useDashboard(slug, name);
  const dashboard = document.data;
  const question = useMemo(() => dashboard && questionOf(dashboard, chosen, today), [dashboard, chosen, today]);
  const data = useDashboardData(slug, name, question);
  const change = (next: Chosen) => void navigate({ search: next, replace: true });
  const answers = new Map(data.data?.panels.map((panel) => [panel.index, panel]));
  const unpublished = data.isError && UNPUBLISHED.has(failureOf(data.error).code);

  return (
    <Page
      title={dashboard?.name ?? name}
      of={slug}
      about={
        data.data && (
          <>
            Data of <Ago time={data.data.snapshot.at} />
          </>
        )
      }
      actions={
        <Tooltip label={fullscreen.fullscreen ? "Leave full screen" : "Full screen"}>
          <ActionIcon aria-label={fullscreen.fullscreen ? "Leave full screen" : "Full screen"} onClick={() => void fullscreen.toggle()}>
            {fullscreen.fullscreen ? <Minimize size={16} /> : <Maximize size={16} />}
          </ActionIcon>
        </Tooltip>
      }
    >
      {document.isPending && <Loading />}
      {document.isError && <ErrorPanel what="The dashboard could not be loaded" error={document.error} onRetry={() => void document.refetch()} />}
      {dashboard && unpublished && (
        <Empty
          action={
            <Button renderRoot={(props) => <Link to="/p/$slug/jobs" params={{ slug }} {...props} />}>Go to the runs</Button>
          }
        >
          Nothing is published yet for this dashboard to show. Its first run will.
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
