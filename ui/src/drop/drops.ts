import type { Schemas } from "../api/client";
import { send } from "../api/sending";
import { server } from "../api/server";

export type Drop = Schemas["Drop"];
export type Detection = Schemas["Detection"];
export type DetectedColumn = Schemas["DetectedColumn"];
/** What a person decided; nothing of it need be said. */
export type DropChoices = Partial<Schemas["DropChoices"]>;
export type DropFormat = Schemas["DropFormat"];
export type Role = Schemas["DropRole"];
export type DropComparison = Schemas["DropComparison"];
export type Finding = DropComparison["findings"][number];
export type ColumnChoice = NonNullable<DropChoices["columns"]>[number];

/** Where files go that are to be made something new of. */
export interface Making {
  drops: string[];
  slug?: string;
  pipeline?: string;
  name: string;
  choices: DropChoices;
}

/** Where files go that join those of a source. */
export interface Appending {
  drops: string[];
  pipeline: string;
  container: string;
  replace: boolean;
  accept: boolean;
}

function whole(choices: DropChoices): Schemas["DropChoices"] {
  return { dashboard: true, ...choices };
}

const SAMPLE_BYTES = 1_000_000;

/** Takes a file in, for a day, telling how many bytes have gone. */
export function takeIn(file: File, onProgress: (sent: number) => void, signal: AbortSignal): Promise<Drop> {
  const address = `/api/drops?name=${encodeURIComponent(file.name)}`;
  return send<Drop>({ method: "POST", address, body: file, headers: { "Content-Type": "application/octet-stream" }, onProgress, signal });
}

/** What the beginning of a file says, while the rest is on its way. */
export function lookAtBeginning(file: File, choices: DropChoices, signal: AbortSignal): Promise<Detection> {
  const query = new URLSearchParams({
    name: file.name,
    sample: String(file.size > SAMPLE_BYTES),
    choices: JSON.stringify(choices),
  });
  const body = file.slice(0, SAMPLE_BYTES);
  return send<Detection>({
    method: "POST",
    address: `/api/infer?${query.toString()}`,
    body,
    headers: { "Content-Type": "application/octet-stream" },
    signal,
  });
}

/** What all of a file says. */
export async function lookAtAll(drop: string, choices: DropChoices, signal: AbortSignal): Promise<Detection> {
  const { data, error } = await server.POST("/api/drops/{drop}/detect", { params: { path: { drop } }, body: whole(choices), signal });
  if (error) throw error;
  return data;
}

/** A file that was taken in before. */
export async function recall(drop: string): Promise<Drop> {
  const { data, error } = await server.GET("/api/drops/{drop}", { params: { path: { drop } } });
  if (error) throw error;
  return data;
}

/** Forgets a file that was taken in. */
export async function forget(drop: string): Promise<void> {
  const { error } = await server.DELETE("/api/drops/{drop}", { params: { path: { drop } } });
  if (error) throw error;
}

/** What would become of a file in a source that is there. */
export async function compare(drop: string, pipeline: string, container: string, signal: AbortSignal): Promise<DropComparison> {
  const { data, error } = await server.POST("/api/drops/{drop}/compare", {
    params: { path: { drop } },
    body: { pipeline, container },
    signal,
  });
  if (error) throw error;
  return data;
}

/** Makes a source, a table and a dashboard of files, and starts a run. */
export async function make(making: Making) {
  const { data, error } = await server.POST("/api/drops/make", {
    body: { ...making, choices: whole(making.choices) },
  });
  if (error) throw error;
  return data;
}

/** Puts files into a source that is there, and starts a run. */
export async function append(appending: Appending) {
  const { data, error } = await server.POST("/api/drops/append", { body: appending });
  if (error) throw error;
  return data;
}
