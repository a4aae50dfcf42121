import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { Empty } from "../../parts/Empty";
import { ErrorPanel } from "../../parts/ErrorPanel";
import { Loading } from "../../parts/Loading";
import { Page } from "../../parts/Page";
import { Comparison } from "./Comparison";
import classes from "./History.module.css";
import { RestoreDialog } from "./RestoreDialog";
import { RestoredPanel } from "./RestoredPanel";
import { compared, ticked, toggled } from "./selection";
import type { SavedVersion } from "./useRestore";
import { useVersions } from "./useVersions";
import { VersionList } from "./VersionList";

/** The versions of the configuration: what changed from one to another, and the way back to an older one. */
export function HistoryPage() {
  const { slug } = useParams({ from: "/inside/p/$slug/data/history" });
  const selection = useSearch({ from: "/inside/p/$slug/data/history" });
  const navigate = useNavigate();
  const { pages, versions } = useVersions(slug);
  const [restoring, setRestoring] = useState<number>();
  const [restored, setRestored] = useState<{ from: number; saved: SavedVersion }>();

  const newest = versions[0]?.version;
  const pair = newest === undefined ? undefined : compared(selection, newest);
  const toggle = (version: number) =>
    void navigate({
      to: "/p/$slug/data/history",
      params: { slug },
      search: toggled(selection, version),
      replace: true,
      resetScroll: false,
    });

  return (
    <Page
      title="History"
      of={slug}
      about="Every version of the configuration. Choose one to compare it with the newest, or two to compare them with each other."
    >
      {restored && (
        <RestoredPanel slug={slug} restored={restored.from} saved={restored.saved} onClose={() => setRestored(undefined)} />
      )}
      {pages.isPending && <Loading label="Loading the versions" />}
      {pages.isError && (
        <ErrorPanel what="The versions could not be loaded" error={pages.error} onRetry={() => void pages.refetch()} />
      )}
      {newest !== undefined && (
        <div className={classes.history}>
          <VersionList
            versions={versions}
            chosen={ticked(selection)}
            onToggle={toggle}
            onMore={pages.hasNextPage ? () => void pages.fetchNextPage() : undefined}
            loading={pages.isFetchingNextPage}
          />
          {pair ? (
            <Comparison key={`${pair.from}-${pair.to}`} slug={slug} {...pair} newest={newest} onRestore={setRestoring} />
          ) : (
            <Empty>There is one version only. What you change in the graph will be here, version by version.</Empty>
          )}
        </div>
      )}
      {restoring !== undefined && newest !== undefined && (
        <RestoreDialog
          slug={slug}
          version={restoring}
          newest={newest}
          onClose={() => setRestoring(undefined)}
          onRestored={(saved) => {
            setRestored({ from: restoring, saved });
            setRestoring(undefined);
            void navigate({ to: "/p/$slug/data/history", params: { slug }, search: {}, replace: true });
          }}
        />
      )}
    </Page>
  );
}
