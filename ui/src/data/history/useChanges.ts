import { useMemo } from "react";
import { changesBetween } from "./changes";
import { useVersion } from "./useVersions";

/** What is different between two versions, once both are here. */
export function useChanges(slug: string, from: number, to: number) {
  const before = useVersion(slug, from);
  const after = useVersion(slug, to);
  const groups = useMemo(
    () => (before.data && after.data ? changesBetween(before.data.config, after.data.config) : undefined),
    [before.data, after.data],
  );
  return {
    groups,
    before: before.data,
    after: after.data,
    error: before.error ?? after.error,
    retry: () => {
      void before.refetch();
      void after.refetch();
    },
  };
}
