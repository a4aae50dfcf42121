import createClient, { type Client, type ClientOptions } from "openapi-fetch";
import type { components, paths } from "./contract.js";

export type KaretClient = Client<paths>;
export type Schemas = components["schemas"];
export type ApiError = Schemas["Error"];

/** A client of one web service, whose every route, body and answer has the types of the contract. */
export function karetClient(options: ClientOptions): KaretClient {
  return createClient<paths>(options);
}
