import { CircleAlert, CircleCheck } from "lucide-react";
import { api } from "../api/server";
import { ErrorPanel } from "../parts/ErrorPanel";
import { Loading } from "../parts/Loading";
import { formatBytes, formatCount, formatNumber } from "../parts/numbers";
import { Section } from "./Section";
import classes from "./Settings.module.css";
import { Storage } from "./Storage";

/** What this Karet is, what it stands on, and how much it may do. */
export function Facts() {
  const facts = api.useQuery("get", "/api/facts", {}, {
    refetchInterval: ({ state }) => (state.data?.storage.complete === false && !state.data.storage.countedAt ? 2_000 : false),
  });
  if (facts.isPending)
    return (
      <Section title="This Karet">
        <Loading />
      </Section>
    );
  if (facts.isError)
    return (
      <Section title="This Karet">
        <ErrorPanel what="The facts could not be found out" error={facts.error} onRetry={() => void facts.refetch()} />
      </Section>
    );
  const { version, commit, store, worker, limits, storage, disk } = facts.data;
  return (
    <>
      <Section title="Storage" about="What every pipeline takes in the bucket.">
        <Storage storage={storage} />
      </Section>
      <Section title="This Karet">
        <dl className={classes.facts}>
          <dt>Version</dt>
          <dd>
            {version}
            {commit && ` (${commit})`}
          </dd>
          <dt>Store</dt>
          <dd>
            {store.place}
            {store.embedded ? ", embedded" : ""}
          </dd>
          <dt>Bucket</dt>
          <dd>
            {store.bucket}
            {store.format !== undefined && `, format ${store.format}`}
          </dd>
          <dt>Worker</dt>
          <dd>
            {worker.reachable ? (
              <CircleCheck size={14} aria-hidden style={{ color: "var(--karet-success)", verticalAlign: "-2px" }} />
            ) : (
              <CircleAlert size={14} aria-hidden style={{ color: "var(--karet-danger)", verticalAlign: "-2px" }} />
            )}{" "}
            {worker.sentence}
          </dd>
          {disk && (
            <>
              <dt>Room for local copies</dt>
              <dd>
                {formatBytes(disk.freeBytes)} of {formatBytes(disk.totalBytes)} free
              </dd>
            </>
          )}
          <dt>An upload has at most</dt>
          <dd>{formatBytes(limits.uploadBytes)}</dd>
          <dt>A question has at most</dt>
          <dd>
            {formatCount(limits.querySeconds, "second")}, {formatBytes(limits.queryMemoryBytes)} of memory, {formatNumber(limits.queryRows)} rows of
            answer
          </dd>
        </dl>
      </Section>
    </>
  );
}
