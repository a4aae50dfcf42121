import "../engineOfMaps";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Schemas } from "../../api/client";
import { useChartColours } from "../../parts/charts/colours";
import { Loading } from "../../parts/Loading";
import { formatCount } from "../../parts/numbers";
import classes from "../Panel.module.css";
import type { CategoryColours } from "../categoryColours";
import type { Panel } from "../dashboard";
import { Drawing } from "../Drawing";
import { numberFormat } from "../format";
import { choroplethDrawing, loadWorld, marksByCountry, placesDrawing, placesOf, spanOf } from "../maps";
import { inWords, marksOf, valueName } from "../points";
import type { Cell } from "../question";
import { MapLegend } from "./MapLegend";
import { MarksTable } from "./MarksTable";

interface MapPanelProps {
  panel: Panel;
  values: Schemas["DashboardPanelValues"];
  asTable: boolean;
  categories: CategoryColours;
  picked: Cell | undefined;
  onPick: (value: Cell, label: string) => void;
}

/** A map of countries or of places. */
export function MapPanel({ panel, values, asTable, categories, picked, onPick }: MapPanelProps) {
  const isCountries = panel.kind === "choropleth_map";
  const colours = useChartColours();
  const world = useQuery({ queryKey: ["world"], queryFn: loadWorld, staleTime: Number.POSITIVE_INFINITY });
  const format = useMemo(() => numberFormat(panel), [panel]);
  const marks = useMemo(() => (isCountries ? marksOf(panel, values) : placesOf(values)), [isCountries, panel, values]);
  const drawing = useMemo(() => {
    if (!world.data) return undefined;
    const look = { colours, categories, format, picked };
    return isCountries ? choroplethDrawing(panel, marks, values, world.data, look) : placesDrawing(panel, values, world.data, look);
  }, [world.data, colours, categories, format, picked, isCountries, panel, marks, values]);
  const pick = (index: number) => {
    const mark = world.data && marksByCountry(marks, values, world.data)[index];
    if (mark?.key !== undefined) onPick(mark.key, mark.label);
  };
  const unmatched = values.unmatched ?? [];

  if (marks.length === 0) return <p className={classes.more}>No rows to show.</p>;
  if (asTable)
    return (
      <MarksTable
        heading={isCountries ? "Country" : "Latitude, longitude"}
        valueHeading={valueName(panel)}
        marks={marks}
        format={format}
        label={`${panel.title} as a table`}
        onPick={isCountries ? (mark) => mark.key !== undefined && onPick(mark.key, mark.label) : undefined}
      />
    );
  return (
    <>
      <div className={`${classes.chart} ${classes.map}`}>
        {drawing ? (
          <Drawing drawing={drawing} label={inWords(panel, marks, format)} {...(isCountries ? { onPick: pick } : {})} />
        ) : (
          <Loading />
        )}
      </div>
      {isCountries && <MapLegend span={spanOf(marks)} format={format} />}
      {unmatched.length > 0 && (
        <p className={classes.more} title={unmatched.map(String).join(", ")}>
          {formatCount(unmatched.length, "value is no country", "values are no countries")}.
        </p>
      )}
    </>
  );
}
