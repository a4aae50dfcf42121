import { Tooltip } from "@mantine/core";
import { useInterval } from "@mantine/hooks";
import { useState } from "react";
import { formatAgo, formatTime } from "./times";

/** How long ago something was, kept current; the exact time on hover and for screen readers. */
export function Ago({ time }: { time: string }) {
  const [now, setNow] = useState(() => new Date());
  useInterval(() => setNow(new Date()), 10_000, { autoInvoke: true });
  const exact = new Date(time);
  return (
    <Tooltip label={formatTime(exact)}>
      <time dateTime={time}>{formatAgo(exact, now)}</time>
    </Tooltip>
  );
}
