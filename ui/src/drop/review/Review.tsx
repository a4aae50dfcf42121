import { SegmentedControl } from "@mantine/core";
import { Info, LoaderCircle, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { ErrorPanel } from "../../parts/ErrorPanel";
import { Loading } from "../../parts/Loading";
import { formatNumber } from "../../parts/numbers";
import { decided, withColumn, withFormat, withNullWords } from "../choices";
import { rawSample } from "../dateSample";
import type { DropChoices } from "../drops";
import type { TrayItem } from "../tray";
import { useReading, useReadings } from "../useReading";
import { extentWords, lossOf, summaryOf } from "../words";
import { DateQuestion } from "./DateQuestion";
import { FormatChips } from "./FormatChips";
import { PreviewGrid } from "./PreviewGrid";
import { RawLines } from "./RawLines";
import classes from "./Review.module.css";

interface ReviewProps {
  /** Files of one kind; the first is shown. */
  items: readonly TrayItem[];
  choices: DropChoices;
  onChoices: (choices: DropChoices) => void;
}

type View = "table" | "file" | "lines";

/** What files of one kind are made of, in one sentence, in its parts and in its first rows, all of which can be changed. */
export function Review({ items, choices, onChoices }: ReviewProps) {
  const [first, ...others] = items;
  return first ? <FirstFile key={first.key} first={first} others={others} choices={choices} onChoices={onChoices} /> : null;
}

interface FirstFileProps extends Omit<ReviewProps, "items"> {
  first: TrayItem;
  others: readonly TrayItem[];
}

function FirstFile({ first, others, choices, onChoices }: FirstFileProps) {
  const reading = useReading(first, choices);
  const further = useReadings(others.map((item) => ({ item, choices })));
  const [view, setView] = useState<View>("table");
  if (!reading.detection)
    return reading.error ? (
      <ErrorPanel what={`${first.name} could not be understood`} error={reading.error} onRetry={reading.again} />
    ) : (
      <Loading label="Looking at the file" />
    );
  const detection = decided(reading.detection, choices);
  const all = [detection, ...further.flatMap((each) => each.detection ?? [])];
  const total = (count: "read" | "rejected" | "malformed") => all.reduce((sum, { rows }) => sum + rows[count], 0);
  const loss = lossOf(total("rejected"), total("read"), total("malformed"));
  const ambiguous = detection.columns.filter((column) => column.ambiguous && !column.skip);
  const views: { value: View; label: string }[] = [
    { value: "table", label: "As a table" },
    { value: "file", label: "Cells as written" },
    ...(first.file ? [{ value: "lines" as const, label: "Lines" }] : []),
  ];
  return (
    <section className={classes.review} aria-label="What is in the file">
      <div className={classes.summary}>
        <h2>{summaryOf(detection, total("read"), 1 + others.length)}</h2>
        <p className={classes.extent} role="status">
          {reading.looking && <LoaderCircle size={14} aria-hidden className={classes.turning} />}
          {reading.looking ? `${first.name}: ${extentWords(detection)}; looking at all of it now` : `${first.name}: ${extentWords(detection)}`}
        </p>
      </div>
      {reading.error !== null && <ErrorPanel what="That could not be looked at; what you see is from before" error={reading.error} onRetry={reading.again} />}
      <FormatChips detection={detection} onChange={(format) => onChoices(withFormat(choices, format))} />
      {(loss !== undefined || ambiguous.length > 0 || detection.notes.length > 0) && (
        <ul className={classes.notes}>
          {loss !== undefined && (
            <li className={classes.loss}>
              <TriangleAlert size={14} aria-label="Warning" />
              <span>
                {loss} {firstReason(detection)}
              </span>
            </li>
          )}
          {ambiguous.map((column) => (
            <DateQuestion
              key={column.index}
              column={column}
              sample={rawSample(detection, column.index)}
              onChange={(next) => onChoices(withColumn(choices, column.index, next))}
            />
          ))}
          {detection.notes.map(({ message }) => (
            <li key={message}>
              <Info size={14} aria-label="Note" />
              <span>{message}</span>
            </li>
          ))}
        </ul>
      )}
      <div className={classes.tools}>
        <SegmentedControl aria-label="How the rows are shown" data={views} value={view} onChange={(value) => setView(value as View)} />
      </div>
      {view === "lines" && first.file ? (
        <RawLines file={first.file} detection={detection} />
      ) : (
        <PreviewGrid
          detection={detection}
          raw={view === "file"}
          onColumn={(index, change) => onChoices(withColumn(choices, index, change))}
          onNullWords={(words) => onChoices(withNullWords(choices, detection, words))}
        />
      )}
    </section>
  );
}

function firstReason({ rejects }: { rejects: { line: number; reason: string }[] }): string {
  const reject = rejects[0];
  return reject ? `The first is on line ${formatNumber(reject.line)}: ${reject.reason}` : "";
}
