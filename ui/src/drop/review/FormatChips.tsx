import { Popover, UnstyledButton } from "@mantine/core";
import { ChevronDown, CircleHelp } from "lucide-react";
import { useState } from "react";
import type { Detection, DropFormat } from "../drops";
import { DOUBTFUL, FORMAT_PARTS, type FormatPart, PART_NAMES, confidenceWords, partWords } from "../words";
import { FormatEditor } from "./FormatEditor";
import classes from "./Format.module.css";

interface FormatChipsProps {
  detection: Detection;
  onChange: (format: DropFormat) => void;
}

/** How the file is written, a chip a part; each says how sure that is and opens what changes it. */
export function FormatChips({ detection, onChange }: FormatChipsProps) {
  return (
    <ul className={classes.chips} aria-label="How the file is written">
      {FORMAT_PARTS.map((part) => (
        <li key={part}>
          <FormatChip part={part} detection={detection} onChange={onChange} />
        </li>
      ))}
    </ul>
  );
}

function FormatChip({ part, detection, onChange }: FormatChipsProps & { part: FormatPart }) {
  const [open, setOpen] = useState(false);
  const evidence = detection.evidence.find((each) => each.field === part);
  const sure = evidence && confidenceWords(evidence.confidence);
  const doubtful = evidence !== undefined && evidence.confidence < DOUBTFUL;
  const words = partWords(part, detection.format, detection.encoding);
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" width={300} trapFocus shadow="md" withinPortal>
      <Popover.Target>
        <UnstyledButton className={classes.chip} onClick={() => setOpen(!open)} title={sure && `${PART_NAMES[part]}: ${sure}`}>
          <span className={classes.part}>{PART_NAMES[part]}</span>
          <span className={classes.value}>{words}</span>
          {doubtful && <CircleHelp size={14} aria-label={sure} className={classes.doubt} />}
          <ChevronDown size={12} aria-hidden className={classes.more} />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={PART_NAMES[part]}>
        <div className={classes.editor}>
          {evidence && (
            <p className={classes.evidence}>
              <b>{sure}</b> {evidence.message}
            </p>
          )}
          <FormatEditor part={part} detection={detection} onChange={onChange} />
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
