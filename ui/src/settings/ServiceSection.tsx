import { Anchor } from "@mantine/core";
import { CircleAlert, CircleCheck } from "lucide-react";
import type { ReactNode } from "react";
import type { Schemas } from "../api/client";
import { ErrorPanel } from "../parts/ErrorPanel";
import { Loading, SkeletonRows } from "../parts/Loading";
import { formatBytes, formatCount, formatNumber } from "../parts/numbers";
import { Section } from "./Section";
import classes from "./settings.module.css";
import { useFacts } from "./useFacts";

/** What this service is, stands on and allows. */
export function ServiceSection() {
  const { data, isError, ...asked } = useFacts();
  return (
    <Section title="This Karet" about="Its version, what it stands on, and what it allows. The limits are set where it is started.">
      {isError && !data && <ErrorPanel what="The service could not be asked about itself" error={asked.error} onRetry={() => void asked.refetch()} />}
      {!data && !isError && (
        <Loading label="Loading facts">
          <SkeletonRows rows={6} />
        </Loading>
      )}
      {data && <Facts facts={data} />}
    </Section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Facts({ facts }: { facts: Schemas["Facts"] }) {
  const { store, worker, limits } = facts;
  return (
    <dl className={classes.facts}>
      <Fact name="Version">
        {facts.version}
        {facts.commit && <span className={classes.muted}> · commit {facts.commit}</span>}
      </Fact>
      <Fact name="Store">
        {store.place}, bucket {store.bucket}
        <span className={classes.muted}>
          {store.embedded ? " · Karet's own" : " · another's"}
          {store.format !== undefined && `, layout ${store.format}`}
        </span>
      </Fact>
      <Fact name="Worker">
        <span className={worker.reachable ? classes.good : classes.bad}>
          {worker.reachable ? <CircleCheck size={14} aria-hidden /> : <CircleAlert size={14} aria-hidden />}
          {worker.reachable ? "Answers" : "Does not answer"}
        </span>
        <span className={classes.muted}> · {worker.sentence}</span>
      </Fact>
      <Fact name="One uploaded file">up to {formatBytes(limits.uploadBytes)}</Fact>
      <Fact name="One imported archive">
        up to {formatBytes(limits.importBytes)} unpacked, {formatCount(limits.importEntries, "entry", "entries")}, and{" "}
        {formatNumber(limits.importRatio)} times its packed size
      </Fact>
      <Fact name="One SQL statement">
        up to {formatCount(limits.querySeconds, "second")}, {formatCount(limits.queryRows, "row")} and {formatBytes(limits.queryMemoryBytes)} of
        memory; {formatNumber(limits.queriesAtOnce)} at a time
      </Fact>
      <Fact name="Local copies of tables">up to {formatBytes(limits.cacheBytes)} of disk</Fact>
      <Fact name="For programs">
        <Anchor href="/api/docs" target="_blank" size="md">
          The description of the API
        </Anchor>
      </Fact>
    </dl>
  );
}
