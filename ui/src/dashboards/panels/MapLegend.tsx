import classes from "../Panel.module.css";
import { type Span, stepsOf } from "../maps";

interface MapLegendProps {
  span: Span;
  format: (value: number) => string;
}

/** What the shades of a map stand for. */
export function MapLegend({ span, format }: MapLegendProps) {
  if (span.most <= span.least) return null;
  return (
    <ul className={`${classes.legend} tabular`} aria-label="Shades">
      {stepsOf(span).map(({ step, from, to }) => (
        <li key={step}>
          <span className={classes.swatch} data-step={step} />
          {format(from)} to {format(to)}
        </li>
      ))}
      <li>
        <span className={classes.swatch} data-step="none" />
        no data
      </li>
    </ul>
  );
}
