import { NativeSelect, Switch, TextInput } from "@mantine/core";
import { formatCount } from "../../parts/numbers";
import { partitionColumn, partitionCount } from "../choices";
import type { Detection, DropChoices } from "../drops";
import { panelsFor } from "../panels";
import { joined } from "../words";
import classes from "./Target.module.css";

interface PartFieldsProps {
  /** The files of this part, in a word or two; undefined when there is but one part. */
  legend: string | undefined;
  detection: Detection;
  name: string;
  choices: DropChoices;
  onName: (name: string) => void;
  onChoices: (choices: DropChoices) => void;
}

/** What is made of files of one kind: a table, how it is divided, and a first dashboard. */
export function PartFields({ legend, detection, name, choices, onName, onChoices }: PartFieldsProps) {
  return (
    <fieldset className={classes.part}>
      {legend !== undefined && (
        <legend>
          <bdi>{legend}</bdi>
        </legend>
      )}
      <TextInput
        label="Table"
        value={name}
        maxLength={100}
        error={name.trim() === "" ? "A table needs a name." : undefined}
        onChange={(event) => onName(event.currentTarget.value)}
      />
      <PartitionField detection={detection} choices={choices} onChoices={onChoices} />
      <Switch
        label="Make a first dashboard"
        description={`With ${joined(panelsFor(detection.columns))}.`}
        checked={choices.dashboard !== false}
        onChange={(event) => onChoices({ ...choices, dashboard: event.currentTarget.checked })}
      />
    </fieldset>
  );
}

function PartitionField({ detection, choices, onChoices }: Pick<PartFieldsProps, "detection" | "choices" | "onChoices">) {
  const column = partitionColumn(detection);
  if (!column) return <p className={classes.hint}>The table is kept in one piece, since no column has a date in every row.</p>;
  const now = choices.partition ?? detection.partition?.granularity ?? "none";
  const count = now === "none" ? undefined : partitionCount(column, now);
  return (
    <NativeSelect
      label="Divided"
      inputWrapperOrder={["label", "input", "description"]}
      description={
        now === "none"
          ? "Every run writes the whole table."
          : `By ${column.name}${count === undefined ? "" : `: ${formatCount(count, "partition")}`}. New files rewrite only the ${now}s that they have rows of.`
      }
      value={now}
      data={[
        { value: "none", label: "Not at all" },
        { value: "month", label: "By month" },
        { value: "year", label: "By year" },
      ]}
      onChange={(event) => {
        const by = event.currentTarget.value;
        if (by === "none" || by === "month" || by === "year") onChoices({ ...choices, partition: by });
      }}
    />
  );
}
