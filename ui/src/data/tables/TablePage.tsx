import { Link, getRouteApi } from "@tanstack/react-router";
import { api } from "../../api/server";
import { Ago } from "../../parts/Ago";
import { ErrorPanel } from "../../parts/ErrorPanel";
import { Loading } from "../../parts/Loading";
import { Page } from "../../parts/Page";
import { formatCount } from "../../parts/numbers";
import { RunButton } from "../RunButton";
import { TableRows } from "./TableRows";
import { TableTrouble } from "./TableTrouble";

const route = getRouteApi("/inside/p/$slug/data/tables/$table");

const LOOK_AGAIN_MILLISECONDS = 15_000;

/** The rows of one table, and what its columns hold. */
export function TablePage() {
  const { slug, table } = route.useParams();
  const tables = api.useQuery("get", "/api/p/{slug}/tables", { params: { path: { slug } } }, { refetchInterval: LOOK_AGAIN_MILLISECONDS });
  const snapshot = tables.data?.snapshot;
  const entry = tables.data?.tables.find(({ id }) => id === table);
  const columns = entry?.columns.filter(({ published }) => published) ?? [];

  return (
    <Page
      full
      title={entry?.name ?? table}
      of={slug}
      under={
        <Link to="/p/$slug/data" params={{ slug }}>
          Tables
        </Link>
      }
      about={
        entry?.state === "published" && snapshot && (
          <>
            {formatCount(columns.length, "column")}, published <Ago time={snapshot.at} />
          </>
        )
      }
    >
      {tables.isPending && <Loading />}
      {tables.isError && !tables.data && (
        <ErrorPanel what="The table could not be loaded" error={tables.error} onRetry={() => void tables.refetch()} />
      )}
      {tables.data && entry?.state !== "published" && <TableTrouble slug={slug} table={table} entry={entry} action={<RunButton slug={slug} />} />}
      {entry?.state === "published" && <TableRows key={`${slug}/${table}`} slug={slug} table={table} columns={columns} commit={snapshot?.commit} />}
    </Page>
  );
}
