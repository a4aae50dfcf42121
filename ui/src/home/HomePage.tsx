import { Button, SegmentedControl } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Plus, Upload } from "lucide-react";
import { useState } from "react";
import { usePreferences } from "../api/preferences";
import { api } from "../api/server";
import { DropZone } from "../drop/DropZone";
import { WindowDrop } from "../drop/WindowDrop";
import { sortFiles } from "../drop/files";
import { handOver } from "../drop/handover";
import { Empty } from "../parts/Empty";
import { ErrorPanel } from "../parts/ErrorPanel";
import { Loading } from "../parts/Loading";
import { Page } from "../parts/Page";
import { SearchField } from "../parts/SearchField";
import { formatCount, formatNumber } from "../parts/numbers";
import { tellFailed } from "../parts/toasts";
import { CardSkeletons } from "./CardSkeletons";
import { FirstSteps } from "./FirstSteps";
import classes from "./HomePage.module.css";
import { ImportPipeline } from "./ImportPipeline";
import { NewPipeline } from "./NewPipeline";
import { PipelineCard } from "./PipelineCard";
import { found, isMoving, ordered } from "./order";
import type { Order } from "./search";

const route = getRouteApi("/inside/");

const ORDERS: { value: Order; label: string }[] = [
  { value: "recent", label: "Recent" },
  { value: "name", label: "A–Z" },
  { value: "failing", label: "Failing first" },
];

const MOVING_MILLISECONDS = 2_500;
const RESTING_MILLISECONDS = 30_000;

/** Every pipeline, and the ways to make one. */
export function HomePage() {
  const { q = "", sort, new: template } = route.useSearch();
  const navigate = route.useNavigate();
  const goTo = useNavigate();
  const [archive, setArchive] = useState<File | null>();
  const [preferences, changePreferences] = usePreferences();
  const pipelines = api.useQuery("get", "/api/pipelines", undefined, {
    refetchInterval: ({ state }) => (isMoving(state.data?.pipelines ?? []) ? MOVING_MILLISECONDS : RESTING_MILLISECONDS),
  });

  const order = sort ?? preferences?.sort ?? "recent";
  const starred = new Set(preferences?.starred ?? []);
  const all = pipelines.data?.pipelines;
  const shown = all && ordered(found(all, q), order, starred);

  const change = (search: { q?: string | undefined; sort?: Order; new?: string | undefined }) =>
    void navigate({ search: (before) => ({ ...before, ...search }), replace: true });
  const chooseOrder = (value: string) => {
    change({ sort: value as Order });
    changePreferences((before) => ({ ...before, sort: value as Order })).catch(() => {
      // The address has it; that it is not kept for the next time is not worth a word.
    });
  };
  const star = (slug: string) =>
    changePreferences((before) => ({
      ...before,
      starred: before.starred.includes(slug) ? before.starred.filter((each) => each !== slug) : [...before.starred, slug],
    })).catch((thrown: unknown) => tellFailed("The star was not kept", thrown));
  const take = (files: File[]) => {
    const { data, archives, refused } = sortFiles(files);
    for (const { why } of refused) notifications.show({ message: why, color: "warning", autoClose: false });
    const later = data.length > 0 ? archives : archives.slice(1);
    for (const { name } of later) notifications.show({ message: `${name} is left for later: archives are imported one at a time.`, color: "warning" });
    if (data.length > 0) {
      handOver(data);
      void goTo({ to: "/drop" });
    } else if (archives[0]) setArchive(archives[0]);
  };

  return (
    <Page
      title="Pipelines"
      actions={
        <>
          <Button variant="default" leftSection={<Upload size={14} />} onClick={() => setArchive(null)}>
            Import
          </Button>
          <Button leftSection={<Plus size={14} />} onClick={() => change({ new: "spending" })}>
            New pipeline
          </Button>
        </>
      }
    >
      <WindowDrop words="Drop CSV files to make a pipeline of them, or a .zip to import one" onFiles={take} />
      {pipelines.isPending && (
        <Loading>
          <CardSkeletons />
        </Loading>
      )}
      {pipelines.isError && !all && (
        <ErrorPanel what="The pipelines could not be loaded" error={pipelines.error} onRetry={() => void pipelines.refetch()} />
      )}
      {all?.length === 0 && <FirstSteps onFiles={take} onTemplate={(name) => change({ new: name })} />}
      {all && all.length > 0 && shown && (
        <>
          <div className={classes.bar}>
            <SearchField
              className={classes.search}
              label="Search pipelines and tables"
              value={q}
              onSearch={(value) => change({ q: value || undefined })}
            />
            <span className="visually-hidden" role="status">
              {q && `${formatNumber(shown.length)} of ${formatCount(all.length, "pipeline")}`}
            </span>
            <SegmentedControl aria-label="Order" data={ORDERS} value={order} onChange={chooseOrder} />
          </div>
          <DropZone compact title="Drop a CSV" onFiles={take}>
            Drop files anywhere on this page, or choose them. Karet recognises what is in them and makes a table and a dashboard.
          </DropZone>
          {shown.length === 0 ? (
            <Empty
              action={
                <Button variant="default" onClick={() => change({ q: undefined })}>
                  Show all
                </Button>
              }
            >
              No pipeline and no table is called “{q}”.
            </Empty>
          ) : (
            <div className={classes.cards}>
              {shown.map((pipeline) => (
                <PipelineCard key={pipeline.slug} pipeline={pipeline} starred={starred.has(pipeline.slug)} onStar={() => void star(pipeline.slug)} />
              ))}
            </div>
          )}
        </>
      )}
      {template !== undefined && <NewPipeline template={template} onClose={() => change({ new: undefined })} />}
      {archive !== undefined && <ImportPipeline archive={archive ?? undefined} onClose={() => setArchive(undefined)} />}
    </Page>
  );
}
