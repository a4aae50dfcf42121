import { Button } from "@mantine/core";
import { useState } from "react";
import { ErrorPanel } from "../../parts/ErrorPanel";
import { formatShare } from "../../parts/numbers";
import { canonicalSlug, freeSlug, slugFault } from "../../parts/slug";
import type { Detection, DropChoices } from "../drops";
import { pipelineNameOf, tableNameOf } from "../groups";
import { ranked } from "../matching";
import type { Part } from "../plan";
import { type TrayItem, shareSent } from "../tray";
import { type Asked, useMake } from "../useMake";
import { AppendPanel } from "./AppendPanel";
import { PartFields } from "./PartFields";
import { type Destination, PlaceFields } from "./PlaceFields";
import classes from "./Target.module.css";
import { useKnownSources } from "./useKnownSources";

/** Files of one kind with what is known and decided of them. */
export interface Kind {
  key: string;
  items: readonly TrayItem[];
  detection: Detection;
  choices: DropChoices;
}

interface TargetProps {
  kinds: readonly Kind[];
  to: Destination;
  onTo: (to: Destination) => void;
  onChoices: (key: string, choices: DropChoices) => void;
  onAsked: (asked: Asked) => void;
}

/** What will be made of the files and where; with nothing changed it takes one press. */
export function Target({ kinds, to, onTo, onChoices, onAsked }: TargetProps) {
  const known = useKnownSources(to.pipeline);
  const taken = new Set(known.pipelines);
  const items = kinds.flatMap((kind) => kind.items);
  const [typedSlug, setTypedSlug] = useState<string>();
  const [typedNames, setTypedNames] = useState<Record<string, string>>({});
  const make = useMake(onAsked);

  const nameOf = (kind: Kind) => typedNames[kind.key] ?? tableNameOf(kind.items.map(({ name }) => name));
  const slug = typedSlug ?? freeSlug(pipelineNameOf((kinds[0]?.items ?? []).map(({ name }) => name)), taken);
  const fault = to.pipeline === undefined ? slugFault(slug, taken) : undefined;
  const parts: Part[] = kinds.map((kind) => ({
    key: kind.key,
    drops: kind.items.flatMap(({ id }) => (id === undefined ? [] : [id])),
    name: nameOf(kind).trim(),
    choices: kind.choices,
  }));
  const uploading = items.some(({ state }) => state !== "taken");
  const unready = uploading || fault !== undefined || parts.some(({ name }) => name === "") || kinds.some(isEmpty) || kinds.some(isLost);
  const submit = () =>
    make.mutate({ parts, place: to.pipeline === undefined ? { kind: "new", slug: canonicalSlug(slug) } : { kind: "existing", pipeline: to.pipeline } });
  const headers = kinds[0]?.detection.columns.map(({ header }) => header) ?? [];

  return (
    <section className={classes.target} aria-label="What will be made">
      <h2>What will be made</h2>
      <PlaceFields
        to={to}
        onTo={onTo}
        pipelines={known.pipelines}
        matches={ranked(known.sources, headers)}
        slug={slug}
        slugFault={fault}
        onSlug={setTypedSlug}
      />
      {to.pipeline !== undefined && to.source !== undefined ? (
        <AppendPanel
          key={`${to.pipeline}/${to.source}`}
          items={items}
          pipeline={to.pipeline}
          container={to.source}
          onAsked={onAsked}
          onNewSource={() => onTo({ pipeline: to.pipeline, source: undefined })}
        />
      ) : (
        <>
          {kinds.map((kind) => (
            <PartFields
              key={kind.key}
              legend={kinds.length > 1 ? kind.items.map(({ name }) => name).join(", ") : undefined}
              detection={kind.detection}
              name={nameOf(kind)}
              choices={kind.choices}
              onName={(name) => setTypedNames({ ...typedNames, [kind.key]: name })}
              onChoices={(choices) => onChoices(kind.key, choices)}
            />
          ))}
          {make.isError && <ErrorPanel what="Not everything was made" error={make.error} onRetry={submit} />}
          <Button size="md" onClick={submit} disabled={unready} loading={make.isPending}>
            Make it and run
          </Button>
          {uploading && <p className={classes.hint}>This waits for the upload ({formatShare(shareSent(items))}).</p>}
          {kinds.some(isLost) && <p className={classes.hint}>No row would be left. Change the types or how the file is read.</p>}
          {kinds.some(isEmpty) && <p className={classes.hint}>At least one column has to stay in the table.</p>}
        </>
      )}
    </section>
  );
}

function isEmpty({ detection }: Kind): boolean {
  return detection.columns.every(({ skip }) => skip);
}

function isLost({ detection: { rows } }: Kind): boolean {
  return rows.read > 0 && rows.fitting === 0;
}
