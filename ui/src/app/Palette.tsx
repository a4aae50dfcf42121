import "@mantine/spotlight/styles.css";
import { Spotlight, type SpotlightActionData, spotlight } from "@mantine/spotlight";
import { useNavigate } from "@tanstack/react-router";
import { ChartNoAxesColumn, CircleHelp, Database, History, LayoutGrid, LogOut, Search, Settings, Table2, Terminal, Upload, Waypoints, Workflow } from "lucide-react";
import { useEffect } from "react";
import { api } from "../api/server";

interface PaletteProps {
  slug: string | undefined;
  onHelp: () => void;
  onSignOut: () => void;
  onClose: () => void;
}

/** Finds places and deeds by a few letters. */
export function Palette({ slug, onHelp, onSignOut, onClose }: PaletteProps) {
  const navigate = useNavigate();
  const pipelines = api.useQuery("get", "/api/pipelines");
  useEffect(spotlight.open, []);

  const here: SpotlightActionData[] =
    slug === undefined
      ? []
      : [
          { id: "graph", label: "Graph", leftSection: <Workflow size={16} />, onClick: () => void navigate({ to: "/p/$slug/graph", params: { slug } }) },
          { id: "jobs", label: "Jobs", keywords: ["runs"], leftSection: <Waypoints size={16} />, onClick: () => void navigate({ to: "/p/$slug/jobs", params: { slug } }) },
          { id: "dashboards", label: "Dashboards", leftSection: <ChartNoAxesColumn size={16} />, onClick: () => void navigate({ to: "/p/$slug/dashboards", params: { slug } }) },
          { id: "tables", label: "Tables", keywords: ["data"], leftSection: <Table2 size={16} />, onClick: () => void navigate({ to: "/p/$slug/data", params: { slug } }) },
          { id: "sources", label: "Sources", keywords: ["files", "upload"], leftSection: <Database size={16} />, onClick: () => void navigate({ to: "/p/$slug/data/sources", params: { slug } }) },
          { id: "sql", label: "SQL", keywords: ["query"], leftSection: <Terminal size={16} />, onClick: () => void navigate({ to: "/p/$slug/data/sql", params: { slug } }) },
          { id: "history", label: "History", keywords: ["versions", "restore"], leftSection: <History size={16} />, onClick: () => void navigate({ to: "/p/$slug/data/history", params: { slug } }) },
        ];
  const everywhere: SpotlightActionData[] = [
    { id: "home", label: "All pipelines", leftSection: <LayoutGrid size={16} />, onClick: () => void navigate({ to: "/" }) },
    { id: "drop", label: "Drop a CSV", keywords: ["upload", "new"], leftSection: <Upload size={16} />, onClick: () => void navigate({ to: "/drop" }) },
    { id: "settings", label: "Settings", keywords: ["password", "tokens"], leftSection: <Settings size={16} />, onClick: () => void navigate({ to: "/settings" }) },
    { id: "help", label: "Keyboard and help", leftSection: <CircleHelp size={16} />, onClick: onHelp },
    { id: "sign-out", label: "Sign out", leftSection: <LogOut size={16} />, onClick: onSignOut },
  ];
  const others: SpotlightActionData[] = (pipelines.data?.pipelines ?? []).map((pipeline) => ({
    id: `pipeline ${pipeline.slug}`,
    label: pipeline.slug,
    keywords: pipeline.tables.map((table) => table.name),
    leftSection: <Workflow size={16} />,
    onClick: () => void navigate({ to: "/p/$slug/graph", params: { slug: pipeline.slug } }),
  }));

  return (
    <Spotlight
      transitionProps={{ onExited: onClose }}
      shortcut={null}
      limit={12}
      scrollable
      maxHeight={420}
      highlightQuery
      nothingFound="Nothing of that name."
      searchProps={{ leftSection: <Search size={16} aria-hidden />, placeholder: "Go to, search, do", "aria-label": "Go to, search, do" }}
      actions={[
        ...(slug === undefined ? [] : [{ group: slug, actions: here }]),
        { group: "Everywhere", actions: everywhere },
        { group: "Pipelines", actions: others },
      ]}
    />
  );
}
