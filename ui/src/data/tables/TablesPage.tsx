import { Button, Group } from "@mantine/core";
import { Link, getRouteApi } from "@tanstack/react-router";
import { Table2 } from "lucide-react";
import { api } from "../../api/server";
import { Ago } from "../../parts/Ago";
import { Empty } from "../../parts/Empty";
import { ErrorPanel } from "../../parts/ErrorPanel";
import { Loading } from "../../parts/Loading";
import { Page } from "../../parts/Page";
import { RunButton } from "../RunButton";
import { TableCard } from "./TableCard";
import classes from "./Tables.module.css";

const route = getRouteApi("/inside/p/$slug/data");

/** Every table of a pipeline, with what it holds and how it is. */
export function TablesPage() {
  const { slug } = route.useParams();
  const query = api.useQuery("get", "/api/p/{slug}/tables", { params: { path: { slug } } });
  const { snapshot, tables } = query.data ?? {};
  return (
    <Page
      title="Tables"
      of={slug}
      about={
        snapshot && (
          <>
            Published <Ago time={snapshot.at} /> by{" "}
            <Link to="/p/$slug/jobs/$job" params={{ slug, job: snapshot.job }} className={classes.link}>
              this run
            </Link>
          </>
        )
      }
      actions={tables?.some(({ state }) => state !== "unpublished") && <RunButton slug={slug} />}
    >
      {query.isPending && <Loading />}
      {query.isError && !tables && (
        <ErrorPanel what="The tables could not be loaded" error={query.error} onRetry={() => void query.refetch()} />
      )}
      {tables?.length === 0 && (
        <Empty
          icon={<Table2 size={32} aria-hidden />}
          action={
            <Link to="/p/$slug/graph" params={{ slug }} className={classes.link}>
              Open the graph
            </Link>
          }
        >
          This pipeline has no tables yet. They are made in the graph.
        </Empty>
      )}
      {tables && tables.length > 0 && !snapshot && (
        <Empty
          icon={<Table2 size={32} aria-hidden />}
          action={
            <Group>
              <RunButton slug={slug} />
              <Button variant="default" component={Link} to={`/p/${slug}/data/sources`}>
                See the sources
              </Button>
            </Group>
          }
        >
          Nothing is published yet. A run reads the files of the sources and fills these tables.
        </Empty>
      )}
      {tables && tables.length > 0 && (
        <ul className={classes.tables}>
          {tables.map((table) => (
            <TableCard key={table.id} slug={slug} table={table} />
          ))}
        </ul>
      )}
    </Page>
  );
}
