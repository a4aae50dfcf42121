import { NumberInput, Select, TextInput } from "@mantine/core";
import { type Rhythm, WEEKDAYS } from "./rhythm";

const KINDS: { value: Rhythm["kind"]; label: string }[] = [
  { value: "none", label: "No set times" },
  { value: "hourly", label: "Every hour" },
  { value: "daily", label: "Every day" },
  { value: "weekdays", label: "Monday to Friday" },
  { value: "weekly", label: "Every week" },
  { value: "monthly", label: "Every month" },
  { value: "custom", label: "Other times (cron)" },
];
const DAYS = WEEKDAYS.map((label, value) => ({ value: String(value), label }));

interface RhythmFieldsProps {
  rhythm: Rhythm;
  /** What is wrong with custom times. */
  fault: string | undefined;
  onChange: (rhythm: Rhythm) => void;
}

/** Asks when a pipeline is to run, by the rhythms that people have. */
export function RhythmFields({ rhythm, fault, onChange }: RhythmFieldsProps) {
  const { kind } = rhythm;
  const change = (part: Partial<Rhythm>) => onChange({ ...rhythm, ...part });
  return (
    <>
      <Select
        label="Run"
        data={KINDS}
        value={kind}
        allowDeselect={false}
        onChange={(next) => change({ kind: next ?? kind })}
      />
      {kind === "weekly" && (
        <Select label="On" data={DAYS} value={String(rhythm.weekday)} allowDeselect={false} onChange={(day) => change({ weekday: Number(day) })} />
      )}
      {kind === "monthly" && (
        <NumberInput
          label="On day"
          description={rhythm.day > 28 ? "Months without this day are passed over." : undefined}
          min={1}
          max={31}
          clampBehavior="strict"
          allowDecimal={false}
          value={rhythm.day}
          onChange={(day) => change({ day: Number(day) || 1 })}
        />
      )}
      {kind === "hourly" && (
        <NumberInput
          label="At minute"
          min={0}
          max={59}
          clampBehavior="strict"
          allowDecimal={false}
          value={Number(rhythm.time.slice(3))}
          onChange={(minute) => change({ time: `00:${String(minute || 0).padStart(2, "0")}` })}
        />
      )}
      {["daily", "weekdays", "weekly", "monthly"].includes(kind) && (
        <TextInput type="time" label="At" value={rhythm.time} error={fault} onChange={(event) => change({ time: event.currentTarget.value || "00:00" })} />
      )}
      {kind === "custom" && (
        <TextInput
          label="Minute, hour, day of the month, month, day of the week"
          description="0 6 * * 1-5 is six o'clock on weekdays."
          spellCheck={false}
          value={rhythm.cron}
          error={fault}
          onChange={(event) => change({ cron: event.currentTarget.value })}
        />
      )}
    </>
  );
}
