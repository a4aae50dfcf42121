import { textOf } from "../../parts/grid/values";
import { formatCount } from "../../parts/numbers";
import classes from "./Profile.module.css";
import { type Bin, shape, summary } from "./histogram";

const HEIGHT = 56;
const STEP = 12;

/** How values spread, as a small picture and as a sentence. */
export function Histogram({ bins, type }: { bins: readonly Bin[]; type: string }) {
  const bars = shape(bins);
  const from = bins[0]?.from ?? null;
  const to = bins.at(-1)?.to ?? null;
  return (
    <figure className={classes.histogram}>
      <svg role="img" aria-label={summary(bins, type)} viewBox={`0 0 ${bars.length * STEP} ${HEIGHT}`} preserveAspectRatio="none" className={classes.picture}>
        {bars.map(({ height, rows }, index) => (
          <rect key={index} className={classes.bar} x={index * STEP + 1} width={STEP - 2} y={HEIGHT * (1 - height)} height={HEIGHT * height}>
            <title>{`${textOf(bins[index]?.from ?? null, type)} to ${textOf(bins[index]?.to ?? null, type)}: ${formatCount(rows, "row")}`}</title>
          </rect>
        ))}
      </svg>
      <figcaption className={classes.ends}>
        <span>{textOf(from, type)}</span>
        <span>{textOf(to, type)}</span>
      </figcaption>
    </figure>
  );
}
