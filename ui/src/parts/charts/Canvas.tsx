import "./engine";
import { useEffect, useMemo, useState } from "react";
import { Chart } from "react-chartjs-2";
import { useChartColours } from "./colours";
import { datasets } from "./datasets";
import { chartOptions } from "./options";
import { type ChartData, foldSeries, foldSlices } from "./series";
import type { ChartKind } from "./summary";

interface CanvasProps {
  kind: ChartKind;
  data: ChartData;
  /** What the drawing says to who does not see it. */
  label: string;
  format?: (value: number) => string;
}

/** Whether the page's own letters are there; text on a canvas does not change by itself when they arrive. */
function useFontsLoaded(): boolean {
  const [loaded, setLoaded] = useState(() => document.fonts?.status !== "loading");
  useEffect(() => {
    let wanted = true;
    void document.fonts?.ready.then(() => wanted && setLoaded(true));
    return () => {
      wanted = false;
    };
  }, []);
  return loaded;
}

/** The drawing of a chart and nothing else. It is drawn anew when the theme changes or the letters arrive. */
export function Canvas({ kind, data, label, format }: CanvasProps) {
  const colours = useChartColours();
  const fonts = useFontsLoaded();
  const folded = useMemo(() => (kind === "doughnut" ? foldSlices(data) : foldSeries(data)), [kind, data]);
  const drawn = useMemo(() => datasets(kind, folded, colours), [kind, folded, colours]);
  const options = useMemo(
    () => chartOptions(kind, folded.series.length, colours, format),
    [kind, folded.series.length, colours, format],
  );
  return (
    <Chart key={`${kind} ${colours.surface} ${String(fonts)}`} type={kind} data={drawn} options={options} role="img" aria-label={label} />
  );
}
