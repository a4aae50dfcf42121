import type { DropChoices, Making } from "./drops";

/** Files of one kind with what is to be made of them. */
export interface Part {
  key: string;
  drops: string[];
  name: string;
  choices: DropChoices;
}

/** Where parts go: a pipeline that is made for them, or one that is there. */
export type Place = { kind: "new"; slug: string } | { kind: "existing"; pipeline: string };

/** What was made so far, so that nobody makes it twice. */
export interface Made {
  slug: string;
  keys: string[];
}

/** What to ask for next to make all parts: the first part may make the pipeline, the others join it. Undefined when all is made. */
export function nextMaking(parts: readonly Part[], place: Place, made: Made | undefined): { key: string; making: Making } | undefined {
  const part = parts.find(({ key }) => !made?.keys.includes(key));
  if (!part) return undefined;
  const { key, ...rest } = part;
  const pipeline = made?.slug ?? (place.kind === "existing" ? place.pipeline : undefined);
  if (pipeline !== undefined) return { key, making: { ...rest, pipeline } };
  return { key, making: { ...rest, slug: place.kind === "new" ? place.slug : "" } };
}
