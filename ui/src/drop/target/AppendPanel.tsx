import { Button, Checkbox } from "@mantine/core";
import { useQueries } from "@tanstack/react-query";
import { useState } from "react";
import { failureOf } from "../../api/failure";
import { ErrorPanel } from "../../parts/ErrorPanel";
import { Loading } from "../../parts/Loading";
import { compare } from "../drops";
import type { TrayItem } from "../tray";
import { type Asked, useAppend } from "../useMake";
import { Findings } from "./Findings";
import classes from "./Target.module.css";
import { acceptWords, addWords, verdictOf } from "./findings";

interface AppendPanelProps {
  items: readonly TrayItem[];
  pipeline: string;
  container: string;
  onAsked: (asked: Asked) => void;
  onNewSource: () => void;
}

/** How files compare to a source that is there, what would be lost, and the button that adds them. */
export function AppendPanel({ items, pipeline, container, onAsked, onNewSource }: AppendPanelProps) {
  const taken = items.flatMap(({ id, name }) => (id === undefined ? [] : [{ id, name }]));
  const comparisons = useQueries({
    queries: taken.map(({ id }) => ({
      queryKey: ["drops", "compare", id, pipeline, container],
      queryFn: ({ signal }: { signal: AbortSignal }) => compare(id, pipeline, container, signal),
    })),
  });
  const [accepted, setAccepted] = useState(false);
  const add = useAppend(onAsked);

  const failed = comparisons.find((each) => each.isError);
  if (failed) return <ErrorPanel what="The files could not be compared with the source" error={failed.error} onRetry={() => void failed.refetch()} />;
  if (taken.length < items.length || comparisons.some((each) => each.isPending))
    return (
      <>
        <p className={classes.hint}>{taken.length < items.length ? "The files are compared once they are uploaded." : "Comparing every row with the source."}</p>
        <Loading label="Comparing" />
      </>
    );

  const compared = taken.flatMap(({ name }, i) => {
    const comparison = comparisons[i]?.data;
    return comparison ? [{ file: name, comparison }] : [];
  });
  const verdict = verdictOf(compared);
  const hopeless = verdict.rejected >= verdict.rows;
  const submit = () =>
    add.mutate({ drops: taken.map(({ id }) => id), pipeline, container, replace: verdict.replaces, accept: verdict.loses && accepted });
  return (
    <>
      <Findings compared={compared} />
      <p className={classes.hint}>The source says how its files are read; what is changed beside this counts only for a new source.</p>
      {verdict.loses && hopeless && <p className={classes.hint}>{acceptWords(verdict)}</p>}
      {verdict.loses && !hopeless && (
        <Checkbox label={acceptWords(verdict)} checked={accepted} onChange={(event) => setAccepted(event.currentTarget.checked)} />
      )}
      {add.isError && <ErrorPanel what="The files were not added" error={add.error} {...(failureOf(add.error).code === "busy" && { onRetry: submit })} />}
      <Button onClick={submit} loading={add.isPending} disabled={hopeless || (verdict.loses && !accepted)}>
        {addWords(verdict)}
      </Button>
      {!verdict.fits && (
        <Button variant="default" onClick={onNewSource}>
          Make a new source of it instead
        </Button>
      )}
    </>
  );
}
