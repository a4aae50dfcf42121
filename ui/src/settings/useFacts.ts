import { api } from "../api/server";

const SOON = 2_000;

/** What the service is, allows and takes. While it still counts what is stored it is asked again. */
export function useFacts() {
  return api.useQuery("get", "/api/facts", {}, {
    staleTime: 30_000,
    refetchInterval: (query) => (query.state.data && query.state.data.storage.countedAt === undefined ? SOON : false),
  });
}
