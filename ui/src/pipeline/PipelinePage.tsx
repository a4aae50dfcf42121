import { notifications } from "@mantine/notifications";
import { Link, getRouteApi, useNavigate } from "@tanstack/react-router";
import type { Schemas } from "../api/client";
import { api } from "../api/server";
import { WindowDrop } from "../drop/WindowDrop";
import { DropZone } from "../drop/DropZone";
import { sortFiles } from "../drop/files";
import { handOver } from "../drop/handover";
import { RunButton } from "../jobs/RunButton";
import { ErrorPanel } from "../parts/ErrorPanel";
import { Faults } from "../parts/Faults";
import { Loading } from "../parts/Loading";
import { Page } from "../parts/Page";
import { formatBytes, formatCount } from "../parts/numbers";
import { LastRun } from "./LastRun";
import { PartList } from "./PartList";
import classes from "./PipelinePage.module.css";
import { partsOf } from "./config";

const route = getRouteApi("/inside/p/$slug/graph");

function tableDetail(table: Schemas["TableEntry"]): string {
  const columns = formatCount(table.columns.length, "column");
  if (table.state === "unpublished") return `${columns}, not published yet`;
  if (table.state === "damaged") return table.message ?? "Damaged: run the pipeline again.";
  return `${columns}, ${formatCount(table.rows ?? 0, "row")}, ${formatBytes(table.bytes ?? 0)}`;
}

/** The front page of a pipeline: its picture, what it is made of, how its last run went, and what is wrong with it. */
export function PipelinePage() {
  const { slug } = route.useParams();
  const navigate = useNavigate();
  const path = { params: { path: { slug } } };
  const config = api.useQuery("get", "/api/p/{slug}/config", path);
  const sources = api.useQuery("get", "/api/p/{slug}/sources", path);
  const tables = api.useQuery("get", "/api/p/{slug}/tables", path);
  const check = api.useQuery("post", "/api/p/{slug}/validate", path);
  const parts = partsOf(config.data);
  const files = new Map(sources.data?.sources.map((source) => [source.id, source]));

  const take = (dropped: File[]) => {
    const { data, refused } = sortFiles(dropped);
    for (const { why } of refused) notifications.show({ message: why, color: "warning", autoClose: false });
    if (data.length === 0) return;
    handOver(data);
    void navigate({ to: "/drop", search: { pipeline: slug } });
  };

  return (
    <Page title={slug} actions={<RunButton slug={slug} />}>
      <WindowDrop words={`Drop CSV files to add them to ${slug}`} onFiles={take} />
      {config.isPending && <Loading />}
      {config.isError && <ErrorPanel what="The configuration could not be loaded" error={config.error} onRetry={() => void config.refetch()} />}
      {check.data && check.data.errors.length > 0 && (
        <section className={classes.box} aria-label="What is wrong">
          <h2 className={classes.heading}>{formatCount(check.data.errors.length, "fault keeps", "faults keep")} this pipeline from running</h2>
          <Faults faults={check.data.errors} />
        </section>
      )}
      <LastRun slug={slug} />
      {config.data !== undefined && (
        <>
          <div className={`${classes.box} ${classes.picture}`} tabIndex={0} role="img" aria-label={`The graph of ${slug}; what it shows is listed below`}>
            <img src={`/api/p/${slug}/preview`} alt="" width={1280} height={720} />
          </div>
          <div className={classes.columns}>
            <PartList
              heading="Sources"
              none="No sources yet. Drop a CSV file to make one."
              parts={parts.sources.map((source) => ({
                id: source.id,
                name: (
                  <Link to="/p/$slug/data/sources" params={{ slug }}>
                    {source.name}
                  </Link>
                ),
                detail: `${formatCount(source.columns, "column")}, ${formatCount(files.get(source.id)?.files ?? 0, "file")}, ${formatBytes(files.get(source.id)?.bytes ?? 0)}`,
              }))}
            />
            <PartList
              heading="Lookups"
              none="No lookups."
              parts={parts.lookups.map((lookup) => ({ id: lookup.id, name: lookup.name, detail: formatCount(lookup.patterns, "pattern") }))}
            />
            <PartList
              heading="Mappings"
              none="No mappings yet."
              parts={parts.mappings.map((mapping) => ({
                id: mapping.id,
                name: mapping.name,
                detail: `${formatCount(mapping.columns, "column")}, ${mapping.source || "no source"} → ${mapping.table || "no table"}`,
              }))}
            />
            <PartList
              heading="Tables"
              none="No tables yet."
              parts={(tables.data?.tables ?? []).map((table) => ({
                id: table.id,
                name: (
                  <Link to="/p/$slug/data/tables/$table" params={{ slug, table: table.id }}>
                    {table.name}
                  </Link>
                ),
                detail: tableDetail(table),
              }))}
            />
          </div>
        </>
      )}
      <DropZone compact title="Add files" onFiles={take}>
        Drag the next month's file anywhere onto this page, or one of another kind: what fits is said before anything happens.
      </DropZone>
    </Page>
  );
}
