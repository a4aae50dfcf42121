/** Where a panel stands, in the words of a CSS grid. */
export interface PanelGrid {
  gridColumn?: string;
  gridRow?: string;
  aspect?: "auto" | "square" | "video";
  /** A size as CSS has it, or pixels. */
  maxHeight?: string | number;
}

/** A panel of a dashboard as it is stored; what else it has depends on its kind. */
export interface Panel {
  kind: string;
  title: string;
  grid?: PanelGrid;
  [field: string]: unknown;
}

export interface DashboardFilter {
  kind: "dropdown" | "date_range";
  column: string;
  label: string;
}

/** A dashboard as it is stored. */
export interface Dashboard {
  id: string;
  name: string;
  analytic_table_id: string;
  filters: DashboardFilter[];
  panels: Panel[];
  layout?: { columns?: number; gridTemplateColumns?: string; gridTemplateRows?: string; gap?: string };
}

/** A dashboard among others. */
export interface ListedDashboard {
  /** Its identity. */
  name: string;
  title?: string;
  /** The id of the table that it asks. */
  table?: string;
  panels: number;
  modified: string;
  trouble?: string;
}
