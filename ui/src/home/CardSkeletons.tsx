import { Skeleton } from "@mantine/core";
import classes from "./HomePage.module.css";

const SHOWN = 6;

/** The shape of some cards. */
export function CardSkeletons() {
  return (
    <div className={classes.cards}>
      {Array.from({ length: SHOWN }, (_, card) => (
        <Skeleton key={card} height={252} radius="md" />
      ))}
    </div>
  );
}
