import { ActionIcon, Tooltip } from "@mantine/core";
import { ChartNoAxesColumn, Download, Table2 } from "lucide-react";
import type { CSSProperties, ReactNode } from "react";
import type { Schemas } from "../api/client";
import { ErrorPanel } from "../parts/ErrorPanel";
import classes from "./Panel.module.css";

interface PanelFrameProps {
  title: string;
  place: CSSProperties;
  /** Whether it shows its table instead of its drawing; undefined for panels that have but one look. */
  asTable?: boolean | undefined;
  onToggle: () => void;
  /** Gives what it shows as a file; undefined while there is nothing to give. */
  onDownload?: (() => void) | undefined;
  error?: Schemas["DashboardPanelError"] | undefined;
  children: ReactNode;
}

/** A panel with its title. One that failed says so here, and the others go on. */
export function PanelFrame({ title, place, asTable, onToggle, onDownload, error, children }: PanelFrameProps) {
  return (
    <section className={classes.panel} style={place} role="group" aria-label={title}>
      <div className={classes.head}>
        <h2 className={classes.title} title={title}>
          {title}
        </h2>
        {!error && (
          <div className={classes.tools}>
            {asTable !== undefined && (
              <Tooltip label={asTable ? "View as chart" : "View as table"}>
                <ActionIcon className={classes.tool} aria-label={asTable ? `Show ${title} as a chart` : `Show ${title} as a table`} onClick={onToggle}>
                  {asTable ? <ChartNoAxesColumn size={14} /> : <Table2 size={14} />}
                </ActionIcon>
              </Tooltip>
            )}
            {onDownload && (
              <Tooltip label="Download as CSV">
                <ActionIcon className={classes.tool} aria-label={`Download ${title} as CSV`} onClick={onDownload}>
                  <Download size={14} />
                </ActionIcon>
              </Tooltip>
            )}
          </div>
        )}
      </div>
      <div className={classes.body}>
        {error ? <ErrorPanel what="This panel could not be answered" error={{ error: error.code, message: [error.message, error.hint].filter(Boolean).join(" ") }} /> : children}
      </div>
    </section>
  );
}
