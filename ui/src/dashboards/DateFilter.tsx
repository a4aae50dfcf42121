import { Select, TextInput } from "@mantine/core";
import classes from "./FilterBar.module.css";
import { type DateChoice, PRESETS, daysOf } from "./dates";

interface DateFilterProps {
  label: string;
  chosen: DateChoice | undefined;
  today: Date;
  onChoose: (choice: DateChoice | undefined) => void;
}

const ALL = "all";
const DAYS = "days";

/** Chooses a range of dates: one of the usual ones, or any two days. */
export function DateFilter({ label, chosen, today, onChoose }: DateFilterProps) {
  const days = daysOf(chosen, today);
  const kind = chosen?.preset ?? (chosen === undefined ? ALL : DAYS);
  const choose = (value: string | null) => {
    if (value === null || value === ALL) onChoose(undefined);
    else onChoose(value === DAYS ? { from: days.from ?? "", to: days.to ?? "" } : { preset: value });
  };
  const end = (which: "from" | "to", value: string) => onChoose({ from: days.from ?? "", to: days.to ?? "", [which]: value });
  return (
    <div className={classes.dates}>
      <Select
        label={label}
        allowDeselect={false}
        data={[
          { value: ALL, label: "Any date" },
          ...PRESETS.map((preset) => ({ value: preset.key, label: preset.label })),
          { value: DAYS, label: "From … to …" },
        ]}
        value={kind}
        onChange={choose}
      />
      {kind !== ALL && (
        <>
          <TextInput type="date" aria-label={`${label} from`} value={days.from ?? ""} onChange={(event) => end("from", event.currentTarget.value)} />
          <TextInput type="date" aria-label={`${label} to`} value={days.to ?? ""} onChange={(event) => end("to", event.currentTarget.value)} />
        </>
      )}
    </div>
  );
}
