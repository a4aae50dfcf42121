import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import { formatNumber } from "../../parts/numbers";
import type { Finding } from "../drops";
import classes from "./Target.module.css";
import { type Compared, sortedFindings } from "./findings";

const LOOKS = {
  info: { icon: Info, word: "Note", tone: classes.info },
  warning: { icon: TriangleAlert, word: "Warning", tone: classes.warning },
  error: { icon: CircleAlert, word: "Problem", tone: classes.error },
};

/** How files differ from a source, in sentences, the gravest first. */
export function Findings({ compared }: { compared: readonly Compared[] }) {
  return (
    <ul className={classes.findings} aria-label="How the files compare to the source">
      {sortedFindings(compared).map(({ file, finding }, i) => (
        <FindingItem key={i} file={compared.length > 1 ? file : undefined} finding={finding} />
      ))}
    </ul>
  );
}

function FindingItem({ file, finding }: { file: string | undefined; finding: Finding }) {
  const { word, tone, icon } = LOOKS[finding.severity];
  const Icon = finding.kind === "same" ? CircleCheck : icon;
  return (
    <li>
      <Icon size={14} aria-label={word} className={tone} />
      <div>
        {file !== undefined && <bdi>{file}: </bdi>}
        {finding.message}
        {finding.examples && finding.examples.length > 0 && (
          <div className={classes.examples}>
            {finding.examples.map(({ line, value }) => `Line ${formatNumber(line)}: “${value}”`).join(", ")}
          </div>
        )}
      </div>
    </li>
  );
}
