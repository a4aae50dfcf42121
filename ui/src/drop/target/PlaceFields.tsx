import { Button, NativeSelect, SegmentedControl, TextInput } from "@mantine/core";
import { formatShare } from "../../parts/numbers";
import { canonicalSlug } from "../../parts/slug";
import { ALIKE, type Match } from "../matching";
import classes from "./Target.module.css";

/** Where files are to go: into a pipeline that is made, into a new source of one, or into a source. */
export interface Destination {
  pipeline: string | undefined;
  source: string | undefined;
}

interface PlaceFieldsProps {
  to: Destination;
  onTo: (to: Destination) => void;
  pipelines: readonly string[];
  /** Sources that are there, by how well the files fit them. */
  matches: readonly Match[];
  slug: string;
  slugFault: string | undefined;
  onSlug: (slug: string) => void;
}

/** Asks where the files are to go; a source whose columns they have is proposed. */
export function PlaceFields({ to, onTo, pipelines, matches, slug, slugFault, onSlug }: PlaceFieldsProps) {
  const best = matches[0];
  const own = matches.filter(({ pipeline }) => pipeline === to.pipeline);
  const canonical = canonicalSlug(slug);
  const proposes = best !== undefined && best.score >= ALIKE && !(best.pipeline === to.pipeline && best.container === to.source);
  return (
    <>
      {pipelines.length > 0 && (
        <SegmentedControl
          aria-label="Where the files go"
          fullWidth
          data={[
            { value: "new", label: "New pipeline" },
            { value: "add", label: "Add to one" },
          ]}
          value={to.pipeline === undefined ? "new" : "add"}
          onChange={(value) => onTo(value === "new" ? { pipeline: undefined, source: undefined } : { pipeline: best?.pipeline ?? pipelines[0], source: proposes ? best.container : undefined })}
        />
      )}
      {proposes && (
        <div className={classes.match}>
          <span>
            {best.score === 1 ? "These are the columns" : `${formatShare(best.score)} of the columns are those`} of <b>{best.name}</b> in {best.pipeline}.
          </span>
          <Button variant="default" onClick={() => onTo({ pipeline: best.pipeline, source: best.container })}>
            Add to it
          </Button>
        </div>
      )}
      {to.pipeline === undefined ? (
        <TextInput
          label="Pipeline"
          inputWrapperOrder={["label", "input", "description", "error"]}
          value={slug}
          maxLength={200}
          error={slugFault}
          description={canonical !== slug && canonical !== "" ? `It will be written "${canonical}".` : undefined}
          onChange={(event) => onSlug(event.currentTarget.value)}
        />
      ) : (
        <>
          <NativeSelect
            label="Pipeline"
            value={to.pipeline}
            data={pipelines.includes(to.pipeline) ? [...pipelines] : [to.pipeline, ...pipelines]}
            onChange={(event) => onTo({ pipeline: event.currentTarget.value, source: undefined })}
          />
          <NativeSelect
            label="Source"
            value={to.source ?? ""}
            data={[
              { value: "", label: "A new source" },
              ...own.map(({ container, name, score }) => ({ value: container, label: `${name} (${formatShare(score)} of the columns)` })),
              ...(to.source !== undefined && !own.some(({ container }) => container === to.source) ? [to.source] : []),
            ]}
            onChange={(event) => onTo({ pipeline: to.pipeline, source: event.currentTarget.value || undefined })}
          />
        </>
      )}
    </>
  );
}
