import { enum as choice, object, optional, string } from "zod/mini";

export const ORDERS = ["recent", "name", "failing"] as const;

/** In which order pipelines stand. */
export type Order = (typeof ORDERS)[number];

/** What of the home page lives in its address. */
export const homeSearch = object({ q: optional(string()), sort: optional(choice(ORDERS)), new: optional(string()) });
