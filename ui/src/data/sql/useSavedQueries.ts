import { useMutation } from "@tanstack/react-query";
import { api, queryClient, server } from "../../api/server";
import { tellDone, tellFailed } from "../../parts/toasts";

const refuse = (what: string) => (thrown: unknown) => tellFailed(what, thrown);

async function put(slug: string, name: string, statement: string): Promise<void> {
  const { data, error } = await server.PUT("/api/p/{slug}/queries/{name}", {
    params: { path: { slug, name } },
    body: { statement },
  });
  if (error) throw error;
  queryClient.setQueryData(api.queryOptions("get", "/api/p/{slug}/queries/{name}", { params: { path: { slug, name } } }).queryKey, data);
}

async function drop(slug: string, name: string): Promise<void> {
  const { error } = await server.DELETE("/api/p/{slug}/queries/{name}", { params: { path: { slug, name } } });
  if (error) throw error;
}

/** The statement that is saved under `name` now; null when none is. */
export async function savedNow(slug: string, name: string): Promise<string | null> {
  const { data, response, error } = await server.GET("/api/p/{slug}/queries/{name}", { params: { path: { slug, name } } });
  if (data) return data.statement;
  if (response.status === 404) return null;
  throw error;
}

/** The queries in the bucket, and what can be done to them. Failures are told by a notification. */
export function useSavedQueries(slug: string) {
  const list = api.useQuery("get", "/api/p/{slug}/queries", { params: { path: { slug } } });
  const changed = () => queryClient.invalidateQueries({ queryKey: ["get", "/api/p/{slug}/queries"] });
  const save = useMutation({
    mutationFn: ({ name, statement }: { name: string; statement: string }) => put(slug, name, statement),
    onSuccess: (_, { name }) => {
      tellDone(`Saved as "${name}".`);
      return changed();
    },
    onError: refuse("The query is not saved"),
  });
  const rename = useMutation({
    mutationFn: async ({ from, to }: { from: string; to: string }) => {
      const statement = await savedNow(slug, from);
      if (statement === null) throw new Error(`"${from}" is gone; somebody deleted it meanwhile.`);
      await put(slug, to, statement);
      await drop(slug, from);
    },
    onSettled: changed,
    onError: refuse("The query keeps its name"),
  });
  const remove = useMutation({
    mutationFn: (name: string) => drop(slug, name),
    onSuccess: (_, name) => {
      tellDone(`"${name}" is deleted.`);
      return changed();
    },
    onError: refuse("The query is not deleted"),
  });
  return { list, save, rename, remove };
}
