import { ActionIcon, Tooltip } from "@mantine/core";
import { ChartNoAxesColumn, Table2 } from "lucide-react";
import type { CSSProperties, ReactNode } from "react";
import type { Schemas } from "../api/client";
import { ErrorPanel } from "../parts/ErrorPanel";
import classes from "./Panel.module.css";

interface PanelFrameProps {
  title: string;
  place: CSSProperties;
  /** Whether it shows its table instead of its drawing; undefined for panels that have but one look. */
  asTable?: boolean | undefined;
  onToggle?: () => void;
  error?: Schemas["DashboardPanelError"] | undefined;
  children: ReactNode;
}

/** A panel with its title. One that failed says so here, and the others go on. */
export function PanelFrame({ title, place, asTable, onToggle, error, children }: PanelFrameProps) {
  const toggle = asTable ? `Show ${title} as a chart` : `Show ${title} as a table`;
  return (
    <section className={classes.panel} style={place} aria-label={title}>
      <div className={classes.head}>
        <h2 className={classes.title} title={title}>
          {title}
        </h2>
        {asTable !== undefined && !error && (
          <Tooltip label={asTable ? "View as chart" : "View as table"}>
            <ActionIcon aria-label={toggle} onClick={onToggle} size={24}>
              {asTable ? <ChartNoAxesColumn size={14} /> : <Table2 size={14} />}
            </ActionIcon>
          </Tooltip>
        )}
      </div>
      <div className={classes.body}>
        {error ? <ErrorPanel what="This panel could not be answered" error={{ error: error.code, message: [error.message, error.hint].filter(Boolean).join(" ") }} /> : children}
      </div>
    </section>
  );
}
