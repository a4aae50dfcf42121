import { Button, Card, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { useQueryClient } from "@tanstack/react-query";
import { Link, getRouteApi } from "@tanstack/react-router";
import { ChartNoAxesColumn, Trash2 } from "lucide-react";
import { api } from "../api/server";
import { Ago } from "../parts/Ago";
import { Empty } from "../parts/Empty";
import { ErrorPanel } from "../parts/ErrorPanel";
import { Loading } from "../parts/Loading";
import { Page } from "../parts/Page";
import { formatCount } from "../parts/numbers";
import { tellDone, tellFailed } from "../parts/toasts";
import classes from "./DashboardsPage.module.css";
import type { ListedDashboard } from "./dashboard";

const route = getRouteApi("/inside/p/$slug/dashboards");

/** The dashboards of a pipeline. */
export function DashboardsPage() {
  const { slug } = route.useParams();
  const path = { params: { path: { slug } } };
  const dashboards = api.useQuery("get", "/api/p/{slug}/dashboards", path);
  const tables = api.useQuery("get", "/api/p/{slug}/tables", path);
  const client = useQueryClient();
  const remove = api.useMutation("delete", "/api/p/{slug}/dashboards/{name}", {
    onSuccess: () => {
      tellDone("The dashboard is deleted.");
      void client.invalidateQueries({ queryKey: ["get", "/api/p/{slug}/dashboards"] });
    },
    onError: (error) => tellFailed("The dashboard was not deleted", error),
  });
  const askToRemove = (name: string) =>
    modals.openConfirmModal({
      title: `Delete ${name}`,
      children: <Text>Its panels and filters are lost. The tables that it shows stay.</Text>,
      labels: { confirm: "Delete the dashboard", cancel: "Cancel" },
      confirmProps: { color: "danger" },
      onConfirm: () => remove.mutate({ params: { path: { slug, name } } }),
    });
  const tableName = (id: string | undefined) => tables.data?.tables.find((table) => table.id === id)?.name ?? id;

  return (
    <Page title="Dashboards" of={slug}>
      {dashboards.isPending && <Loading />}
      {dashboards.isError && (
        <ErrorPanel what="The dashboards could not be loaded" error={dashboards.error} onRetry={() => void dashboards.refetch()} />
      )}
      {dashboards.data?.dashboards.length === 0 && (
        <Empty
          icon={<ChartNoAxesColumn size={32} aria-hidden />}
          action={
            <Button component={Link} to="/drop">
              Drop a CSV
            </Button>
          }
        >
          This pipeline has no dashboard. Dropping a CSV file makes one with its table.
        </Empty>
      )}
      <div className={classes.list}>
        {dashboards.data?.dashboards.map((dashboard) => (
          <DashboardCard
            key={dashboard.name}
            slug={slug}
            dashboard={dashboard}
            table={tableName(dashboard.table)}
            onRemove={() => askToRemove(dashboard.name)}
          />
        ))}
      </div>
    </Page>
  );
}

interface DashboardCardProps {
  slug: string;
  dashboard: ListedDashboard;
  /** What the table that it asks is called. */
  table: string | undefined;
  onRemove: () => void;
}

function DashboardCard({ slug, dashboard, table, onRemove }: DashboardCardProps) {
  const title = dashboard.title ?? dashboard.name;
  return (
    <Card withBorder className={classes.card}>
      <h2 className={classes.name}>
        <Link to="/p/$slug/dashboards/$name" params={{ slug, name: dashboard.name }}>
          {title}
        </Link>
      </h2>
      <Text size="sm" c="dimmed">
        {formatCount(dashboard.panels, "panel")}
        {table !== undefined && ` on ${table}`} · saved <Ago time={dashboard.modified} />
      </Text>
      {dashboard.trouble && (
        <Text size="sm" c="danger">
          {dashboard.trouble}
        </Text>
      )}
      <Button variant="subtle" color="danger" className={classes.remove} leftSection={<Trash2 size={14} aria-hidden />} onClick={onRemove} aria-label={`Delete ${title}`}>
        Delete
      </Button>
    </Card>
  );
}
