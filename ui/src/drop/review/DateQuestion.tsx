import { Button } from "@mantine/core";
import { CircleHelp } from "lucide-react";
import { formatInLetters, readAs } from "../dateSample";
import type { ColumnChoice, DetectedColumn } from "../drops";
import classes from "./Review.module.css";

interface DateQuestionProps {
  column: DetectedColumn;
  /** A value as it stands in the file. */
  sample: string | undefined;
  onChange: (change: Omit<ColumnChoice, "index">) => void;
}

/** Asks what a file cannot tell: whether its dates have the day or the month first. */
export function DateQuestion({ column, sample, onChange }: DateQuestionProps) {
  const proposals = column.dateFormats.filter(({ rate }) => rate === column.dateFormats[0]?.rate).slice(0, 2);
  return (
    <li className={classes.loss}>
      <CircleHelp size={14} aria-label="Question" />
      <div className={classes.question}>
        <span>
          Every date of <b>{column.name}</b> could have the day or the month first. Which is it?
        </span>
        <span className={classes.answers}>
          {proposals.map(({ format, type }) => (
            <Button key={format} variant="default" onClick={() => onChange({ type, dateFormat: format })}>
              {sample === undefined ? formatInLetters(format) : `${sample} is ${readAs(sample, format) ?? formatInLetters(format)}`}
            </Button>
          ))}
        </span>
      </div>
    </li>
  );
}
