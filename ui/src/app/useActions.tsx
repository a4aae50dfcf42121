import type { SpotlightActionData, SpotlightActionGroupData } from "@mantine/spotlight";
import { useNavigate } from "@tanstack/react-router";
import { ChartNoAxesColumn, CircleHelp, Database, History, LayoutGrid, LogOut, Play, Plus, Settings, Table2, Terminal, Upload, Waypoints, Workflow } from "lucide-react";
import type { ReactNode } from "react";
import { api } from "../api/server";
import { useRun } from "../jobs/useRun";

interface Deeds {
  help: () => void;
  signOut: () => void;
}

function action(id: string, label: string, icon: ReactNode, go: () => unknown, keywords: string[] = []): SpotlightActionData {
  return { id, label, leftSection: icon, onClick: () => void go(), keywords };
}

const SIZE = 16;

/** What the palette offers: what belongs to the open pipeline first, then what is everywhere, then the other pipelines. */
export function useActions(slug: string | undefined, { help, signOut }: Deeds): SpotlightActionGroupData[] {
  const navigate = useNavigate();
  const here = useActionsOf(slug);
  const { data } = api.useQuery("get", "/api/pipelines");
  const everywhere = [
    action("home", "All pipelines", <LayoutGrid size={SIZE} />, () => navigate({ to: "/" })),
    action("new", "New pipeline", <Plus size={SIZE} />, () => navigate({ to: "/", search: { new: "spending" } }), ["template", "create"]),
    action("drop", "Drop a CSV", <Upload size={SIZE} />, () => navigate({ to: "/drop" }), ["upload", "new", "file"]),
    action("settings", "Settings", <Settings size={SIZE} />, () => navigate({ to: "/settings" }), ["password", "tokens", "dark", "storage"]),
    action("help", "Keyboard and help", <CircleHelp size={SIZE} />, help, ["shortcuts"]),
    action("sign-out", "Sign out", <LogOut size={SIZE} />, signOut, ["log out"]),
  ];
  const pipelines = (data?.pipelines ?? []).map((pipeline) =>
    action(
      `pipeline ${pipeline.slug}`,
      pipeline.slug,
      <Workflow size={SIZE} />,
      () => navigate({ to: "/p/$slug/graph", params: { slug: pipeline.slug } }),
      pipeline.tables.map((table) => table.name),
    ),
  );
  return [...here, { group: "Everywhere", actions: everywhere }, { group: "Pipelines", actions: pipelines }];
}

/** What there is of one pipeline: its pages, its dashboards and its tables by name. */
function useActionsOf(slug: string | undefined): SpotlightActionGroupData[] {
  const navigate = useNavigate();
  const params = { slug: slug ?? "" };
  const path = { params: { path: params } };
  const dashboards = api.useQuery("get", "/api/p/{slug}/dashboards", path, { enabled: slug !== undefined });
  const tables = api.useQuery("get", "/api/p/{slug}/tables", path, { enabled: slug !== undefined });
  const run = useRun(params.slug);
  if (slug === undefined) return [];

  const start = () => run.mutate({}, { onSuccess: ({ id }) => void navigate({ to: "/p/$slug/jobs/$job", params: { slug, job: id } }) });
  const pages = [
    action("run", "Run this pipeline", <Play size={SIZE} />, start, ["start", "job"]),
    action("graph", "Graph", <Workflow size={SIZE} />, () => navigate({ to: "/p/$slug/graph", params })),
    action("jobs", "Jobs", <Waypoints size={SIZE} />, () => navigate({ to: "/p/$slug/jobs", params }), ["runs", "schedule"]),
    action("dashboards", "Dashboards", <ChartNoAxesColumn size={SIZE} />, () => navigate({ to: "/p/$slug/dashboards", params }), ["charts"]),
    action("tables", "Tables", <Table2 size={SIZE} />, () => navigate({ to: "/p/$slug/data", params }), ["data"]),
    action("sources", "Sources", <Database size={SIZE} />, () => navigate({ to: "/p/$slug/data/sources", params }), ["files", "upload"]),
    action("sql", "SQL", <Terminal size={SIZE} />, () => navigate({ to: "/p/$slug/data/sql", params }), ["query"]),
    action("history", "History", <History size={SIZE} />, () => navigate({ to: "/p/$slug/data/history", params }), ["versions", "restore"]),
  ];
  const named = [
    ...(dashboards.data?.dashboards ?? []).map(({ name, title }) =>
      action(`dashboard ${name}`, title ?? name, <ChartNoAxesColumn size={SIZE} />, () => navigate({ to: "/p/$slug/dashboards/$name", params: { slug, name } }), [
        "dashboard",
        name,
      ]),
    ),
    ...(tables.data?.tables ?? []).map(({ id, name }) =>
      action(`table ${id}`, name, <Table2 size={SIZE} />, () => navigate({ to: "/p/$slug/data/tables/$table", params: { slug, table: id } }), ["table", id]),
    ),
  ];
  return [
    { group: slug, actions: pages },
    { group: "Dashboards and tables", actions: named },
  ];
}
