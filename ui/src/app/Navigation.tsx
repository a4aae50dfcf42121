import { Link, type LinkProps, useParams } from "@tanstack/react-router";
import { ChartNoAxesColumn, Database, History, LayoutGrid, Settings, Table2, Terminal, Upload, Waypoints, Workflow } from "lucide-react";
import type { ReactNode } from "react";
import classes from "./Navigation.module.css";

interface EntryProps extends LinkProps {
  icon: ReactNode;
  children: ReactNode;
  exact?: boolean;
  /** Whether one is somewhere below it though its address does not say so. */
  below?: boolean;
}

function Entry({ icon, children, exact = false, below = false, ...link }: EntryProps) {
  const look = below ? `${classes.entry} ${classes.active}` : classes.entry;
  return (
    <Link {...link} className={look} activeProps={{ className: classes.active }} activeOptions={{ exact, includeSearch: false }} {...(below && { "aria-current": "location" as const })}>
      {icon}
      <span>{children}</span>
    </Link>
  );
}

const SIZE = 16;

/** Where one can go: everywhere, and inside the pipeline that is open. */
export function Navigation({ slug }: { slug: string | undefined }) {
  const { table } = useParams({ strict: false });
  return (
    <div className={classes.navigation}>
      <Entry to="/" exact icon={<LayoutGrid size={SIZE} aria-hidden />}>
        Pipelines
      </Entry>
      <Entry to="/drop" icon={<Upload size={SIZE} aria-hidden />}>
        Drop a CSV
      </Entry>
      <Entry to="/settings" icon={<Settings size={SIZE} aria-hidden />}>
        Settings
      </Entry>
      {slug !== undefined && (
        <>
          <div className={classes.title} title={slug}>
            {slug}
          </div>
          <Entry to="/p/$slug/graph" params={{ slug }} icon={<Workflow size={SIZE} aria-hidden />}>
            Graph
          </Entry>
          <Entry to="/p/$slug/jobs" params={{ slug }} icon={<Waypoints size={SIZE} aria-hidden />}>
            Jobs
          </Entry>
          <Entry to="/p/$slug/dashboards" params={{ slug }} icon={<ChartNoAxesColumn size={SIZE} aria-hidden />}>
            Dashboards
          </Entry>
          <div className={classes.group}>Data</div>
          <Entry to="/p/$slug/data" exact below={table !== undefined} params={{ slug }} icon={<Table2 size={SIZE} aria-hidden />}>
            Tables
          </Entry>
          <Entry to="/p/$slug/data/sources" params={{ slug }} icon={<Database size={SIZE} aria-hidden />}>
            Sources
          </Entry>
          <Entry to="/p/$slug/data/sql" params={{ slug }} icon={<Terminal size={SIZE} aria-hidden />}>
            SQL
          </Entry>
          <Entry to="/p/$slug/data/history" params={{ slug }} icon={<History size={SIZE} aria-hidden />}>
            History
          </Entry>
        </>
      )}
    </div>
  );
}
