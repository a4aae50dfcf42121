import { Link, useParams, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { api } from "../../api/server";
import { ErrorPanel } from "../../parts/ErrorPanel";
import { Loading } from "../../parts/Loading";
import { Page } from "../../parts/Page";
import { catalogOf } from "./catalog";
import { Workbench } from "./Workbench";

/** The workbench: a statement over the tables of a pipeline, and its result. */
export function SqlPage() {
  const { slug } = useParams({ from: "/inside/p/$slug/data/sql" });
  const { query } = useSearch({ from: "/inside/p/$slug/data/sql" });
  const tables = api.useQuery("get", "/api/p/{slug}/tables", { params: { path: { slug } } });
  const saved = api.useQuery(
    "get",
    "/api/p/{slug}/queries/{name}",
    { params: { path: { slug, name: query ?? "" } } },
    // What is being written must not change under the hand because somebody saved something else meanwhile.
    { enabled: query !== undefined, staleTime: Infinity, refetchOnWindowFocus: false, refetchOnReconnect: false },
  );
  const catalog = useMemo(() => (tables.data ? catalogOf(tables.data) : []), [tables.data]);
  const waiting = tables.isPending || (query !== undefined && saved.isPending);

  return (
    <Page title="SQL" of={query ?? slug} full>
      {tables.isError && (
        <ErrorPanel what="The list of tables could not be loaded" error={tables.error} onRetry={() => void tables.refetch()} />
      )}
      {waiting && <Loading label="Loading the workbench" />}
      {query !== undefined && saved.isError && (
        <>
          <ErrorPanel what={`The saved query "${query}" could not be opened`} error={saved.error} onRetry={() => void saved.refetch()} />
          <Link to="/p/$slug/data/sql" params={{ slug }} search={{}}>
            Go on without it
          </Link>
        </>
      )}
      {!waiting && !(query !== undefined && saved.isError) && (
        <Workbench key={slug} slug={slug} tables={catalog} open={query === undefined ? undefined : saved.data} />
      )}
    </Page>
  );
}
