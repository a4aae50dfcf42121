import { QueryClient } from "@tanstack/react-query";
import createHooks from "openapi-react-query";
import { karetClient } from "./client";
import { NoAnswer, isPassing } from "./failure";

const signedOut = new Set<() => void>();

/** Has `listener` called whenever the service says that nobody is signed in; returns what takes it back. */
export function onSignedOut(listener: () => void): () => void {
  signedOut.add(listener);
  return () => signedOut.delete(listener);
}

const noPipeline = new Set<(slug: string) => void>();

/** Has `listener` called with the name of a pipeline that was asked for and is not there; returns what takes it back. */
export function onNoPipeline(listener: (slug: string) => void): () => void {
  noPipeline.add(listener);
  return () => noPipeline.delete(listener);
}

const NO_PIPELINE = new Set(["pipeline_config_not_found", "invalid_slug"]);

async function tellOfNoPipeline(response: Response, slug: string): Promise<void> {
  const { error } = (await response.json().catch(() => ({}))) as { error?: string };
  if (error !== undefined && NO_PIPELINE.has(error)) noPipeline.forEach((listener) => listener(slug));
}

/** Tells everybody who waits for it that nobody is signed in any more. */
export function tellSignedOut(): void {
  signedOut.forEach((listener) => listener());
}

/** The service that this page came from. Calls give `{data}` or `{error}` and throw only when no answer comes. */
export const server = karetClient({ baseUrl: "/" });

server.use({
  // What fetch throws is of a kind that faults of our own have too, and those must not be told as the service's.
  onError({ error }) {
    return error instanceof TypeError ? new NoAnswer(error.message) : undefined;
  },
  onResponse({ response, schemaPath, params }) {
    const asksForIt = schemaPath === "/api/auth/me" || schemaPath === "/api/auth/login";
    if (response.status === 401 && !asksForIt) tellSignedOut();
    // What stands between us and the service, a proxy say, has no words of ours; a caller would take an empty answer for data.
    if (!response.ok && response.status !== 304 && !response.headers.get("Content-Type")?.startsWith("application/json"))
      throw new NoAnswer(`No answer of the service: ${response.status}`);
    const slug: unknown = params.path?.["slug"];
    if ((response.status === 404 || response.status === 400) && typeof slug === "string") void tellOfNoPipeline(response.clone(), slug);
  },
});

/** What the service has said, and how it is asked again: failures that pass are asked again twice, others are told at once. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (failures, error) => failures < 2 && isPassing(error),
      retryDelay: (attempt) => 400 * 2 ** attempt,
    },
    mutations: { retry: false },
  },
});

/** The contract as hooks: `api.useQuery("get", "/api/pipelines")`. */
export const api = createHooks(server);
