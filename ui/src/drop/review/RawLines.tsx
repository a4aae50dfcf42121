import { useQuery } from "@tanstack/react-query";
import { ErrorPanel } from "../../parts/ErrorPanel";
import { Loading } from "../../parts/Loading";
import { formatNumber } from "../../parts/numbers";
import type { Detection } from "../drops";
import { firstLines } from "../lines";
import classes from "./RawLines.module.css";

/** The beginning of a file, line by line, as it lies on the disk; the lines above the table are marked. */
export function RawLines({ file, detection }: { file: File; detection: Detection }) {
  const { encoding } = detection;
  const lines = useQuery({
    queryKey: ["drops", "lines", file.name, file.size, file.lastModified, encoding],
    queryFn: () => firstLines(file, encoding),
  });
  if (lines.isPending) return <Loading />;
  if (lines.isError) return <ErrorPanel what="The file could not be read" error={lines.error} onRetry={() => void lines.refetch()} />;
  const skipped = detection.format.skip_rows ?? 0;
  return (
    <ol className={classes.lines} aria-label="Lines of the file" tabIndex={0}>
      {lines.data.map((line, i) => (
        <li key={i} className={i < skipped ? classes.above : undefined}>
          <span className={`${classes.number} tabular`} title={i < skipped ? "Skipped" : undefined}>
            {formatNumber(i + 1)}
          </span>
          <bdi>{line}</bdi>
        </li>
      ))}
    </ol>
  );
}
