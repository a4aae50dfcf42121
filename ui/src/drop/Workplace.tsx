import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { ErrorPanel } from "../parts/ErrorPanel";
import { Loading } from "../parts/Loading";
import { formatCount } from "../parts/numbers";
import classes from "./DropPage.module.css";
import { decided } from "./choices";
import { rememberChoices, rememberedChoices } from "./choicesMemory";
import type { DropChoices } from "./drops";
import { type Group, grouped, tableNameOf } from "./groups";
import { Review } from "./review/Review";
import type { Destination } from "./target/PlaceFields";
import { Target } from "./target/Target";
import type { TrayItem } from "./tray";
import type { Asked } from "./useMake";
import { useReadings } from "./useReading";

const AS_DETECTED: DropChoices = {};

/** By what a group is known while its columns change under a person's choices: its first file. */
function keyOf(group: Group<{ item: TrayItem }>): string {
  return group.items[0]?.item.key ?? "";
}

function remembered(group: Group<{ item: TrayItem }>): DropChoices | undefined {
  const drop = group.items[0]?.item.id;
  return drop === undefined ? undefined : rememberedChoices(drop);
}

interface WorkplaceProps {
  items: readonly TrayItem[];
  to: Destination;
  onTo: (to: Destination) => void;
  onAsked: (asked: Asked) => void;
}

/** What the files are and what will be made of them, side by side; files of different columns are told apart. */
export function Workplace({ items, to, onTo, onAsked }: WorkplaceProps) {
  const [choices, setChoices] = useState<Record<string, DropChoices>>({});
  const [looked, setLooked] = useState<string>();
  const readings = useReadings(items.filter(({ state }) => state !== "failed").map((item) => ({ item, choices: AS_DETECTED })));
  const groups = grouped(readings, ({ detection }) => detection?.signature).map((group) => ({ ...group, choices: choices[keyOf(group)] ?? remembered(group) ?? AS_DETECTED }));
  const chosen = useReadings(groups.flatMap((group) => group.items.slice(0, 1).map(({ item }) => ({ item, choices: group.choices }))));
  const kinds = groups.flatMap((group, i) => {
    const detection = chosen[i]?.detection ?? group.items[0]?.detection;
    if (!detection) return [];
    return [{ key: keyOf(group), items: group.items.map(({ item }) => item), detection: decided(detection, group.choices), choices: group.choices }];
  });
  const shown = kinds.find(({ key }) => key === looked) ?? kinds[0];
  const change = (key: string, next: DropChoices) => {
    setChoices((before) => ({ ...before, [key]: next }));
    const drop = kinds.find((kind) => kind.key === key)?.items[0]?.id;
    if (drop !== undefined) rememberChoices(drop, next);
  };
  const faulty = readings.filter(({ detection, error }) => !detection && error);
  const appending = to.pipeline !== undefined && to.source !== undefined;

  return (
    <div className={classes.columns}>
      <div className={classes.main}>
        {faulty.map(({ item, error, again }) => (
          <ErrorPanel key={item.key} what={`${item.name} could not be understood`} error={error} onRetry={again} />
        ))}
        {!shown && faulty.length < readings.length && <Loading label="Looking at the files" />}
        {kinds.length > 1 && (
          <>
            <p role="status" className={classes.told}>
              The files have {kinds.length} different sets of columns.
              {!appending && " Each becomes a source and a table of its own; remove files that do not belong here."}
            </p>
            <div className={classes.kinds}>
              <SegmentedControl
                aria-label="Which files are shown"
                data={kinds.map(({ key, items: members }) => ({
                  value: key,
                  label: `${tableNameOf(members.map(({ name }) => name)).slice(0, 40)} (${formatCount(members.length, "file")})`,
                }))}
                value={shown?.key ?? ""}
                onChange={setLooked}
              />
            </div>
          </>
        )}
        {shown && <Review key={shown.key} items={shown.items} choices={shown.choices} onChoices={(next) => change(shown.key, next)} />}
      </div>
      {kinds.length > 0 && <Target kinds={kinds} to={to} onTo={onTo} onChoices={change} onAsked={onAsked} />}
    </div>
  );
}
