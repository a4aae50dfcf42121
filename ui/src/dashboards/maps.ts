import type { ChartConfiguration, ChartType } from "chart.js";
import { feature } from "topojson-client";
import type { Schemas } from "../api/client";
import type { Panel } from "./dashboard";
import { type Look, faint } from "./drawing";
import { asLabel, asNumber } from "./format";
import type { Mark } from "./points";

type Values = Schemas["DashboardPanelValues"];
type Topology = Parameters<typeof feature>[0];
type Country = ReturnType<typeof feature> & { id?: string | number; properties: { name?: string } | null };

/** The countries of the world as shapes, and the world's outline. */
export interface World {
  countries: Country[];
}

/** Loads the world, which comes with the application. */
export async function loadWorld(): Promise<World> {
  const { default: atlas } = await import("world-atlas/countries-110m.json");
  const topology = atlas as unknown as Topology;
  const object = topology.objects["countries"];
  if (!object) throw new Error("The atlas has no countries.");
  const all = feature(topology, object) as unknown as { features: Country[] };
  return { countries: all.features };
}

/** Places of a map as marks, each called after where it is. */
export function placesOf(values: Values): Mark[] {
  return (values.places ?? []).map((place) => ({ label: `${asLabel(place.lat)}, ${asLabel(place.lon)}`, value: asNumber(place.value) }));
}

const STEPS = 5;

/** Between what values a map shades: from nothing, or from the smallest where that is less. */
export interface Span {
  least: number;
  most: number;
}

/** The span of marks. */
export function spanOf(marks: readonly Mark[]): Span {
  const values = marks.flatMap(({ value }) => (value === null ? [] : [value]));
  return { least: Math.min(0, ...values), most: Math.max(0, ...values) };
}

/** Which of five equal steps of a span a value is in. */
export function stepOf(value: number, { least, most }: Span): number {
  return most <= least ? 0 : Math.min(STEPS - 1, Math.max(0, Math.ceil((STEPS * (value - least)) / (most - least)) - 1));
}

/** The five steps of a span, each with the values that it ends with. */
export function stepsOf({ least, most }: Span): { step: number; from: number; to: number }[] {
  const size = (most - least) / STEPS;
  return Array.from({ length: STEPS }, (_, step) => ({ step, from: least + step * size, to: least + (step + 1) * size }));
}

const OPACITY = ["2e", "5c", "8f", "c4", "ff"];

const PLAIN = { animation: false, responsive: true, maintainAspectRatio: false, showGraticule: false };

function tooltip({ colours }: Look, words: (index: number) => string) {
  return {
    displayColors: false,
    backgroundColor: colours.text,
    bodyColor: colours.surface,
    callbacks: { title: () => "", label: (item: { dataIndex: number }) => words(item.dataIndex) },
  };
}

/** The mark of each country of the world; undefined for those without data. */
export function marksByCountry(marks: readonly Mark[], values: Values, world: World): (Mark | undefined)[] {
  const byCode = new Map((values.points ?? []).map((point, at) => [Number(point.numeric), marks[at]]));
  return world.countries.map((country) => byCode.get(Number(country.id)));
}

/** How countries are shaded: one hue in five steps, and no hue where there is no data. */
export function choroplethDrawing(_panel: Panel, marks: readonly Mark[], values: Values, world: World, look: Look): ChartConfiguration<ChartType> {
  const { colours, format, picked } = look;
  const drawn = marksByCountry(marks, values, world);
  const span = spanOf(marks);
  const hue = colours.series[0] ?? colours.muted;
  const shade = (at: number) => {
    const mark = drawn[at];
    if (!mark || mark.value === null) return colours.grid;
    if (picked !== undefined && mark.key !== picked) return faint(colours.muted);
    return hue + (OPACITY[stepOf(mark.value, span)] ?? "ff");
  };
  const drawing = {
    type: "choropleth",
    data: {
      labels: world.countries.map((country) => country.properties?.name ?? ""),
      datasets: [
        {
          outline: world.countries,
          data: world.countries.map((country, at) => ({ feature: country, value: drawn[at]?.value ?? 0 })),
          backgroundColor: world.countries.map((_, at) => shade(at)),
          borderColor: colours.surface,
          borderWidth: 0.5,
        },
      ],
    },
    options: {
      ...PLAIN,
      scales: { projection: { axis: "x", projection: "equalEarth" }, color: { axis: "x", display: false, quantize: STEPS } },
      plugins: {
        legend: { display: false },
        tooltip: tooltip(look, (index) => {
          const mark = drawn[index];
          const name = world.countries[index]?.properties?.name ?? "";
          return mark && mark.value !== null ? `${mark.label}: ${format(mark.value)}` : `${name}: no data`;
        }),
      },
    },
  };
  return drawing as unknown as ChartConfiguration<ChartType>;
}

/** How places are drawn: circles whose area is the value, over the countries' outlines. */
export function placesDrawing(panel: Panel, values: Values, world: World, look: Look): ChartConfiguration<ChartType> {
  const { colours, format } = look;
  const marks = placesOf(values);
  const radius = typeof panel["max_radius"] === "number" ? panel["max_radius"] : 20;
  const hue = colours.series[0] ?? colours.muted;
  const drawing = {
    type: "bubbleMap",
    data: {
      labels: marks.map((mark) => mark.label),
      datasets: [
        {
          outline: world.countries,
          showOutline: true,
          outlineBackgroundColor: colours.grid,
          outlineBorderColor: colours.surface,
          backgroundColor: `${hue}8f`,
          borderColor: hue,
          borderWidth: 1,
          data: (values.places ?? []).map((place, at) => ({
            latitude: asNumber(place.lat) ?? 0,
            longitude: asNumber(place.lon) ?? 0,
            value: Math.max(0, marks[at]?.value ?? 0),
          })),
        },
      ],
    },
    options: {
      ...PLAIN,
      scales: {
        projection: { axis: "x", projection: "equalEarth" },
        size: { axis: "x", size: [2, radius], mode: "area", display: false },
      },
      plugins: {
        legend: { display: false },
        tooltip: tooltip(look, (index) => {
          const mark = marks[index];
          return mark ? `${mark.label}: ${mark.value === null ? "no value" : format(mark.value)}` : "";
        }),
      },
    },
  };
  return drawing as unknown as ChartConfiguration<ChartType>;
}
