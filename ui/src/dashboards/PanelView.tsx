import { useToggle } from "@mantine/hooks";
import { Suspense, lazy } from "react";
import type { Schemas } from "../api/client";
import { Loading } from "../parts/Loading";
import { PanelFrame } from "./PanelFrame";
import type { CategoryColours } from "./categoryColours";
import type { Panel } from "./dashboard";
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
}

const DRAWN = new Set(["doughnut", "line", "bar", "symbol_map", "choropleth_map", "sankey"]);

/** A panel of a dashboard, with its answer or its error. */
export function PanelView({ panel, answer, categories, picked, onPick }: PanelViewProps) {
  const [asTable, toggle] = useToggle();
  const isDrawn = DRAWN.has(panel.kind);
  const drawn = { panel, asTable, categories, picked, onPick };
  const content = (values: Schemas["DashboardPanelValues"]) => {
    switch (panel.kind) {
      case "kpi":
        return <KpiPanel panel={panel} values={values} />;
      case "table":
        return <RowsPanel title={panel.title} values={values} />;
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
      error={answer?.error}
    >
      <Suspense fallback={<Loading />}>{answer?.data ? content(answer.data) : <Loading />}</Suspense>
    </PanelFrame>
  );
}
