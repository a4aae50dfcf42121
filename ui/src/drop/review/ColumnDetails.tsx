import { Button, Radio, Stack, Switch } from "@mantine/core";
import { formatNumber, formatShare } from "../../parts/numbers";
import { formatInLetters, readAs } from "../dateSample";
import type { ColumnChoice, DetectedColumn } from "../drops";
import { joined, misfitConsequence, misfitValues, roleWords } from "../words";
import classes from "./Details.module.css";

interface ColumnDetailsProps {
  column: DetectedColumn;
  /** A value as it stands in the file. */
  sample: string | undefined;
  onChange: (change: Omit<ColumnChoice, "index">) => void;
  onNullWords: (words: string[]) => void;
}

/** What is known of a column, what would become of values that do not fit, and what can be done about it. */
export function ColumnDetails({ column, sample, onChange, onNullWords }: ColumnDetailsProps) {
  return (
    <Stack gap="md">
      <div>
        <div className={classes.header}>
          <bdi>{column.header}</bdi>
        </div>
        <div className={classes.muted}>
          {roleWords(column.role)}. {formatInLetters(column.message)}
        </div>
      </div>
      {column.misfits.count > 0 && !column.skip && <Misfits column={column} onChange={onChange} onNullWords={onNullWords} />}
      {column.dateFormats.length > 0 && !column.skip && column.type !== "string" && <DateFormats column={column} sample={sample} onChange={onChange} />}
      <Facts column={column} />
      <Switch
        label="Include this column in the table"
        checked={!column.skip}
        onChange={(event) => onChange({ skip: !event.currentTarget.checked })}
      />
    </Stack>
  );
}

function Misfits({ column, onChange, onNullWords }: Omit<ColumnDetailsProps, "sample">) {
  const words = misfitValues(column);
  return (
    <div className={classes.misfits}>
      <p>{misfitConsequence(column)}</p>
      <ul className="tabular">
        {column.misfits.examples.map(({ line, value }) => (
          <li key={line}>
            Line {formatNumber(line)}: <q>{value}</q>
          </li>
        ))}
        {column.misfits.count > column.misfits.examples.length && (
          <li>and {formatNumber(column.misfits.count - column.misfits.examples.length)} more</li>
        )}
      </ul>
      <Stack gap="sm" align="flex-start">
        {words.length > 0 && (
          <Button variant="default" className={classes.remedy ?? ""} onClick={() => onNullWords(words)}>
            Read {joined(words.map((word) => `“${word}”`))} as empty
          </Button>
        )}
        <Button variant="default" onClick={() => onChange({ type: "string" })}>
          Make the column text
        </Button>
      </Stack>
    </div>
  );
}

function DateFormats({ column, sample, onChange }: Omit<ColumnDetailsProps, "onNullWords">) {
  const now = column.dateFormats.find((each) => each.format === column.dateFormat);
  return (
    <Radio.Group
      label={column.ambiguous ? "Is the day or the month first? The file does not tell." : "How the dates are written"}
      value={now?.format ?? ""}
      onChange={(format) => {
        const chosen = column.dateFormats.find((each) => each.format === format);
        if (chosen) onChange({ type: chosen.type, dateFormat: chosen.format });
      }}
    >
      <Stack gap="sm" mt={4}>
        {column.dateFormats.slice(0, 4).map(({ format, rate }) => {
          const read = sample === undefined ? undefined : readAs(sample, format);
          return (
            <Radio
              key={format}
              value={format}
              label={`${formatInLetters(format)} fits ${formatShare(rate)}`}
              description={read && `${sample ?? ""} is ${read}`}
            />
          );
        })}
      </Stack>
    </Radio.Group>
  );
}

function Facts({ column }: { column: DetectedColumn }) {
  const all = column.values + column.nulls;
  const facts: [string, string][] = [
    ["Filled", all === 0 ? "0" : `${formatNumber(column.values)} (${formatShare(column.values / all)})`],
    ["Empty", formatNumber(column.nulls)],
    ["Different values", `${column.distinctAtLeast ? "more than " : ""}${formatNumber(column.distinct)}`],
  ];
  if (column.min !== undefined && column.max !== undefined) facts.push(["From, to", `${column.min}, ${column.max}`]);
  if (column.samples.length > 0) facts.push(["Such as", column.samples.slice(0, 3).join(", ")]);
  return (
    <dl className={`${classes.facts} tabular`}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd title={value}>
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}
