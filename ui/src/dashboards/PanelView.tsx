import { useToggle } from "@mantine/hooks";
import { type ReactNode, Suspense, lazy } from "react";
import type { Schemas } from "../api/client";
import { Loading } from "../parts/Loading";
import { saveFile } from "../parts/downloads";
import { PanelFrame } from "./PanelFrame";
import type { CategoryColours } from "./categoryColours";
import type { Panel } from "./dashboard";
import { csvName, panelCsv } from "./panelCsv";
import { KpiPanel } from "./panels/KpiPanel";
import { PointsPanel } from "./panels/PointsPanel";
import { RowsPanel } from "./panels/RowsPanel";
import { SummaryPanel } from "./panels/SummaryPanel";
import { placeOf } from "./placement";
import type { Cell } from "./question";

const MapPanel = lazy(async () => ({ default: (await import("./panels/MapPanel")).MapPanel }));
const SankeyPanel = lazy(async () => ({ default: (await import("./panels/SankeyPanel")).SankeyPanel }));

interface PanelViewProps {
  panel: Panel;
  /** What the service answered; undefined while it has not. */
  answer: Schemas["DashboardPanelData"] | undefined;
  categories: CategoryColours;
  picked: Cell | undefined;
  onPick: (value: Cell, label: string) => void;
  /** What leads to every row of the table that the dashboard asks. */
  allRows?: ReactNode;
}

const DRAWN = new Set(["doughnut", "line", "bar", "symbol_map", "choropleth_map", "sankey"]);

/** A panel of a dashboard, with its answer or its error. */
export function PanelView({ panel, answer, categories, picked, onPick, allRows }: PanelViewProps) {
  const [asTable, toggle] = useToggle();
  const isDrawn = DRAWN.has(panel.kind);
  const file = answer?.data && panelCsv(panel, answer.data);
  const drawn = { panel, asTable, categories, picked, onPick };
  const content = (values: Schemas["DashboardPanelValues"]) => {
    switch (panel.kind) {
      case "kpi":
        return <KpiPanel panel={panel} values={values} />;
      case "table":
        return <RowsPanel title={panel.title} values={values} all={allRows} />;
      case "summary":
        return <SummaryPanel title={panel.title} values={values} />;
      case "sankey":
        return <SankeyPanel {...drawn} values={values} />;
      case "symbol_map":
      case "choropleth_map":
        return <MapPanel {...drawn} values={values} />;
      default:
        return <PointsPanel {...drawn} values={values} />;
    }
  };
  return (
    <PanelFrame
      title={panel.title}
      place={placeOf(panel)}
      asTable={isDrawn ? asTable : undefined}
      onToggle={() => toggle()}
      onDownload={file === undefined ? undefined : () => saveFile(new Blob([file], { type: "text/csv" }), csvName(panel.title))}
      error={answer?.error}
    >
      <Suspense fallback={<Loading />}>{answer?.data ? content(answer.data) : <Loading />}</Suspense>
    </PanelFrame>
  );
}
